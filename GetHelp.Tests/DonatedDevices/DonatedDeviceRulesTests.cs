using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.Organisations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.DonatedDevices;

public sealed class DonatedDeviceRulesTests
{
    private const int Body = 7;

    private static readonly SchoolToOptIn Central = new()
    {
        SchoolId = 1,
        Urn = Urn.From(100_001),
        Name = "Ash School",
        ResponsibleBodyId = Body,
        ResponsibleBody = "Exampleshire",
        WhoWillOrder = WhoWillOrder.ResponsibleBody,
        IsOpen = true,
        IsOptedIn = false,
    };

    private static readonly SchoolToOptIn Devolved = Central with { Name = "Elm School", WhoWillOrder = WhoWillOrder.School };

    [Fact]
    public void A_school_that_orders_for_itself_opts_itself_in() => DonatedDeviceRules.WhyNotItself(Devolved).ShouldBeNull();

    [Fact]
    public void A_school_opts_itself_in_only_when_it_is_open_orders_for_itself_and_is_not_in_the_queue()
    {
        DonatedDeviceRules.WhyNotItself(Central).ShouldBe(new OptedInCentrally("Exampleshire"));
        DonatedDeviceRules.WhyNotItself(Devolved with { IsOpen = false }).ShouldBeOfType<ClosedSchools>();
        DonatedDeviceRules.WhyNotItself(Devolved with { IsOptedIn = true }).ShouldBeOfType<AlreadyOptedIn>();
    }

    [Fact]
    public void A_responsible_body_opts_in_the_schools_that_it_orders_for() => DonatedDeviceRules.WhyNot(Body, [Central, Central with { Name = "Oak School" }]).ShouldBeEmpty();

    [Fact]
    public void Each_school_that_a_responsible_body_cannot_opt_in_is_named_with_its_reason()
    {
        var whyNot = DonatedDeviceRules.WhyNot(Body, [Central, Devolved, Central with { Name = "Oak School", IsOpen = false }, Central with { Name = "Yew School", IsOptedIn = true }]);

        whyNot.Select(refusal => refusal.Message).ShouldBe(
        [
            "Yew School is in the queue for donated devices already.",
            "Oak School has closed, so devices cannot be delivered there.",
            "Elm School orders for itself, so it opts itself in.",
        ]);
    }

    [Fact]
    public void Another_ones_school_is_not_found_and_not_named() =>
        DonatedDeviceRules.WhyNot(Body, [Central, Central with { Name = "Secret School", ResponsibleBodyId = 8 }]).Single().ShouldBeOfType<NotFound>();

    [Fact]
    public void A_responsible_body_chooses_at_least_one_school() => DonatedDeviceRules.WhyNot(Body, []).Single().ShouldBeOfType<NoSchoolChosen>();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 15)]
    [InlineData(4, 20)]
    public void A_box_holds_five_devices_and_a_school_has_one_to_four(int boxes, int devices)
    {
        var wish = Wish(boxes, DonatedDeviceType.Ipad);

        DonatedDeviceRules.WhyNot(wish).ShouldBeEmpty();
        wish.Devices.ShouldBe(devices);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-1)]
    public void No_other_number_of_boxes_can_be_asked_for(int boxes) =>
        DonatedDeviceRules.WhyNot(Wish(boxes, DonatedDeviceType.Ipad)).Single().ShouldBeOfType<NoNumberOfDevices>();

    [Fact]
    public void At_least_one_type_of_device_is_chosen_and_no_other_than_there_are()
    {
        DonatedDeviceRules.WhyNot(Wish(1)).Single().ShouldBeOfType<NoDeviceType>();
        DonatedDeviceRules.WhyNot(Wish(1, DonatedDeviceType.Windows, (DonatedDeviceType)9)).Single().ShouldBeOfType<NoDeviceType>();
        DonatedDeviceRules.WhyNot(Wish(0)).Count.ShouldBe(2);
    }

    [Fact]
    public void Of_many_schools_the_first_are_named_and_the_others_counted()
    {
        string[] many = [.. Enumerable.Range(1, 9).Select(i => $"School {i}")];

        new AlreadyOptedIn(many[..2]).Message.ShouldStartWith("School 1 and School 2 are in the queue");
        new AlreadyOptedIn(many[..5]).Message.ShouldStartWith("School 1, School 2, School 3, School 4 and School 5 are");
        new AlreadyOptedIn(many).Message.ShouldStartWith("School 1, School 2, School 3, School 4 and 5 others are");
    }

    private static DeviceWish Wish(int boxes, params DonatedDeviceType[] types) => new() { DeviceTypes = types, Boxes = boxes };
}
