using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Queries;

public sealed class SimilarRequestsTests
{
    private const DeviceCategory Laptops = DeviceCategory.LaptopsAndTablets;

    /// <summary>Six schools asked. One was refused, one waits. Of the four that were granted something, 10 devices for 40 disadvantaged pupils
    /// is 0.25 each, 30 for 60 is 0.5, 20 for 20 is 1, and of the fourth nobody counted the pupils.</summary>
    [Fact]
    public void The_worked_example()
    {
        SimilarRequest[] requests =
        [
            new(Laptops, 10, 40), new(Laptops, 30, 60), new(Laptops, 20, 20), new(Laptops, 5, null),
            new(Laptops, 0, 30), new(Laptops, 0, 80),
            new(DeviceCategory.Routers, 7, 7),
        ];

        var figures = SimilarRequests.Of(Laptops, requests);

        (figures.Asked, figures.Granted, figures.MedianPerPupil).ShouldBe((6, 4, 0.5m));
        figures.MeanPerPupil!.Value.ShouldBe(1.75m / 3, 0.000001m);
    }

    [Fact]
    public void The_median_of_two_is_between_them() =>
        SimilarRequests.Of(Laptops, [new(Laptops, 10, 100), new(Laptops, 30, 100)]).MedianPerPupil.ShouldBe(0.2m);

    [Fact]
    public void Where_nothing_can_be_counted_there_is_no_share()
    {
        var figures = SimilarRequests.Of(Laptops, [new(Laptops, 3, 0), new(Laptops, 0, 40)]);

        (figures.Asked, figures.Granted, figures.MedianPerPupil, figures.MeanPerPupil).ShouldBe((2, 1, null, null));
    }

    [Theory]
    [InlineData(null, SizeBand.Unknown)]
    [InlineData(0, SizeBand.UpTo100)]
    [InlineData(100, SizeBand.UpTo100)]
    [InlineData(101, SizeBand.UpTo200)]
    [InlineData(200, SizeBand.UpTo200)]
    [InlineData(201, SizeBand.UpTo400)]
    [InlineData(800, SizeBand.UpTo800)]
    [InlineData(801, SizeBand.UpTo1600)]
    [InlineData(1601, SizeBand.Over1600)]
    public void A_school_is_in_the_band_of_its_pupils(int? pupils, SizeBand band) => SizeBands.Of(pupils).ShouldBe(band);

    [Fact]
    public void A_band_says_whom_it_holds() =>
        Enum.GetValues<SizeBand>().Select(band => band.Words()).ShouldBe(
        [
            "an unknown number of pupils", "up to 100 pupils", "101 to 200 pupils", "201 to 400 pupils", "401 to 800 pupils", "801 to 1,600 pupils", "more than 1,600 pupils",
        ]);
}
