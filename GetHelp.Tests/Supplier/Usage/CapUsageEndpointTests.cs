using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Tokens;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using GetHelp.Web.Supplier.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Usage;

/// <summary>The whole program, to which a supplier reports; each test has a school of its own in it.</summary>
public sealed class PortalThatIsReportedTo : IAsyncLifetime
{
    public const int MaxBytes = 100_000;

    internal Portal Portal { get; private set; } = null!;

    public async Task InitializeAsync() => Portal = await Portal.StartAsync(configure: services => services.Configure<SupplierOptions>(options =>
    {
        options.BaseAddress = new("https://supplier.example.org");
        options.Token = PortalHost.Token;
        options.EventsToken = PortalHost.EventsToken;
        options.UsageMaxBytes = MaxBytes;
        options.UsageRequestsPerSecond = 10_000;
    }));

    public async Task DisposeAsync() => await Portal.DisposeAsync();
}

/// <summary>Every row of the tables of spec 03 §2.1 and §2.4, and what is no message.</summary>
public sealed class CapUsageEndpointTests(PortalThatIsReportedTo portal) : IClassFixture<PortalThatIsReportedTo>, IAsyncLifetime
{
    private const string Std = "DfE_RemainThresholdQty|Std_Device";
    private const string Coms = "DfE_RemainThresholdQty|Coms_Device";
    private readonly HttpClient client = portal.Portal.CreateClient(new() { BaseAddress = new("https://localhost") });
    private School school = null!;

    private TestDatabase Database => portal.Portal.Database;

    public async Task InitializeAsync() => school = await Database.Given.SchoolAsync(laptops: 40, routers: 5);

    public Task DisposeAsync()
    {
        client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task When_all_records_succeed_the_answer_is_200_succeeded()
    {
        var id = Guid.NewGuid().ToString();
        using var answer = await PostAsync(Message(id, Record(Std, school.ShipTo, 40, 7), Record(Coms, school.ShipTo, 5, 1)));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            $"""
             <?xml version="1.0" encoding="UTF-8"?>
             <CapUsageResponse payloadId="{id}" dateTime="2021-03-03T10:00:00Z">
               <HeaderResult status="succeeded">
                 <FailedRecords />
               </HeaderResult>
             </CapUsageResponse>
             """.ReplaceLineEndings("\n"));
        (await UsedAsync()).ShouldBe((7, 1));
    }

    [Fact]
    public async Task A_message_without_records_succeeds()
    {
        using var answer = await PostAsync(Message(Guid.NewGuid().ToString()));

        await ShouldBeAsync(answer, HttpStatusCode.OK, "succeeded");
    }

    /// <summary>Spec 03 §2.2: every attribute may be missing.</summary>
    [Fact]
    public async Task A_message_that_says_nothing_of_itself_is_a_message()
    {
        using var answer = await PostAsync("<CapUsage/>");

        (await ShouldBeAsync(answer, HttpStatusCode.OK, "succeeded")).ShouldBeEmpty();
    }

    [Fact]
    public async Task When_some_records_fail_the_answer_is_207_and_names_them_in_the_suppliers_own_words()
    {
        using var answer = await PostAsync(Message(null, Record(Std, "0000000000", 3, 4), Record(Std, school.ShipTo, 40, 7)));

        var failed = (await ShouldBeAsync(answer, HttpStatusCode.MultiStatus, "partially_failed")).ShouldHaveSingleItem();
        failed.Attributes().ToDictionary(a => a.Name.LocalName, a => a.Value).ShouldBe(new Dictionary<string, string>
        {
            ["capType"] = Std,
            ["shipTo"] = "0000000000",
            ["capAmount"] = "3",
            ["usedCap"] = "4",
            ["status"] = "failed",
            ["errorDetails"] = "No school has the shipTo 0000000000",
        });
        (await UsedAsync()).ShouldBe((7, 0));
    }

    [Fact]
    public async Task When_all_records_fail_the_answer_is_422_failed()
    {
        using var answer = await PostAsync(Message(null, Record(Std, "0000000000", 3, 4)));

        (await ShouldBeAsync(answer, HttpStatusCode.UnprocessableEntity, "failed")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("<Record capType='DfE_RemainThresholdQty|Std_Device' capAmount='1' usedCap='1'/>", "shipTo is missing")]
    [InlineData("<Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='' usedCap='1'/>", "shipTo is missing")]
    [InlineData("<Record shipTo='#' usedCap='1'/>", "capType is missing")]
    [InlineData("<Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='#' capAmount='1'/>", "usedCap is missing")]
    [InlineData("<Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='#' usedCap='99999999999999999999'/>", "usedCap is not a whole number of at most 1000000")]
    [InlineData("<Record/>", "shipTo is missing")]
    public async Task What_the_schema_leaves_open_is_asked_of_each_record(string record, string why)
    {
        using var answer = await PostAsync(Message(null, record.Replace("#", school.ShipTo, StringComparison.Ordinal), Record(Std, school.ShipTo, 40, 7)));

        var failed = await ShouldBeAsync(answer, HttpStatusCode.MultiStatus, "partially_failed");
        ((string?)failed.ShouldHaveSingleItem().Attribute("errorDetails")).ShouldBe(why);
        (await UsedAsync()).ShouldBe((7, 0));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData(PortalHost.EventsToken)]
    public async Task Who_brings_no_bearer_token_is_answered_401(string? authorization)
    {
        using var answer = await PostAsync(Message(null, Record(Std, school.ShipTo, 40, 7)), authorization);

        await ShouldBeErrorAsync(answer, HttpStatusCode.Unauthorized, "unauthorized");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await UsedAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Whose_token_is_not_good_is_answered_403()
    {
        var tokens = Database.Get<ApiTokens>();
        var owner = await Database.Given.SupplierUserAsync();
        var good = (await tokens.CreateAsync(owner, "Warehouse", 30)).Value.Token;
        var revoked = (await tokens.CreateAsync(owner, "Old warehouse", 30)).Value.Token;
        await tokens.RevokeAsync(owner, (await tokens.ListAsync(owner)).Single(t => t.Name == "Old warehouse").Id);
        var leaver = await Database.Given.SupplierUserAsync();
        var orphaned = (await tokens.CreateAsync(leaver, "Warehouse", 30)).Value.Token;
        await Database.ReadAsync(db => db.Users.Where(u => u.Id == leaver.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.DeletedAt, DateTime.UnixEpoch)));

        foreach (var token in new[] { "wrong", PortalHost.Token, revoked, orphaned, good + "x" })
        {
            using var answer = await PostAsync(Message(null, Record(Std, school.ShipTo, 40, 7)), $"Bearer {token}");
            await ShouldBeErrorAsync(answer, HttpStatusCode.Forbidden, "forbidden");
        }

        (await UsedAsync()).ShouldBe((0, 0));
        using var admitted = await PostAsync(Message(null, Record(Std, school.ShipTo, 40, 7)), $"Bearer {good}");
        await ShouldBeAsync(admitted, HttpStatusCode.OK, "succeeded");
        (await Database.ReadAsync(db => db.UsagePayloads.AsNoTracking().OrderBy(p => p.Id).LastAsync())).Sender.ShouldBe($"{owner.Name}: Warehouse");
    }

    [Theory]
    [InlineData("")]
    [InlineData("usage")]
    [InlineData("{\"usedCap\":1}")]
    [InlineData("<CapUsage>")]
    [InlineData("<CapUsage><Record></CapUsage>")]
    [InlineData("<CapUsage/><CapUsage/>")]
    [InlineData("<CapUsage payloadID='a' payloadID='b'/>")]
    [InlineData("\0\0\0\0")]
    [InlineData("<!DOCTYPE CapUsage><CapUsage/>")]
    [InlineData("<!DOCTYPE CapUsage [<!ENTITY a \"1\">]><CapUsage payloadID='&a;'/>")]
    [InlineData("<!DOCTYPE CapUsage SYSTEM 'http://127.0.0.1:1/x.dtd'><CapUsage/>")]
    [InlineData("<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><CapUsage payloadID='&b;'/>")]
    [InlineData("<CapUsage payloadID='&unknown;'/>")]
    public async Task What_is_not_XML_that_we_read_is_answered_400(string body)
    {
        using var answer = await PostAsync(body);

        var error = await ShouldBeErrorAsync(answer, HttpStatusCode.BadRequest, "bad_request");
        error.Element("message")!.Value.ShouldBe("The message is not valid XML");
        error.Element("detail")!.Value.ShouldNotBeEmpty();
        (await Database.ReadAsync(db => db.UsagePayloads.AsNoTracking().OrderBy(p => p.Id).LastAsync())).Outcome.ShouldBe(UsageOutcome.NotRead);
    }

    [Theory]
    [InlineData("<Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='#' capAmount='1' usedCap='1'/>")]
    [InlineData("<CapAdjustmentRequest/>")]
    [InlineData("<CapUsage xmlns='urn:other'/>")]
    [InlineData("<CapUsage><Row/></CapUsage>")]
    [InlineData("<CapUsage>text</CapUsage>")]
    [InlineData("<CapUsage dateTime='yesterday'/>")]
    [InlineData("<CapUsage><Record capType='Tv' shipTo='#' capAmount='1' usedCap='1'/></CapUsage>")]
    [InlineData("<CapUsage><Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='12345678901' usedCap='1'/></CapUsage>")]
    [InlineData("<CapUsage><Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='#' usedCap='-1'/></CapUsage>")]
    [InlineData("<CapUsage><Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='#' capAmount='-1' usedCap='1'/></CapUsage>")]
    [InlineData("<CapUsage><Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='#' usedCap='1.5'/></CapUsage>")]
    [InlineData("<CapUsage><Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='#' usedCap='1' colour='red'/></CapUsage>")]
    public async Task What_the_schema_does_not_allow_is_answered_400_with_what_it_says(string body)
    {
        using var answer = await PostAsync(body.Replace("#", school.ShipTo, StringComparison.Ordinal));

        var error = await ShouldBeErrorAsync(answer, HttpStatusCode.BadRequest, "bad_request");
        error.Element("message")!.Value.ShouldBe("The message is not valid by the schema of CapUsage");
        error.Element("detail")!.Value.ShouldContain("Line 1: ");
        (await UsedAsync()).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fifty_megabytes_are_not_read(bool saysItsLength)
    {
        using var content = new LongContent(saysItsLength);
        using var request = new HttpRequestMessage(HttpMethod.Post, CapUsageEndpoint.Path) { Content = content };
        request.Headers.Authorization = new("Bearer", PortalHost.EventsToken);
        using var answer = await client.SendAsync(request);

        var error = await ShouldBeErrorAsync(answer, HttpStatusCode.BadRequest, "bad_request");
        error.Element("message")!.Value.ShouldBe("The message is too large");
    }

    [Fact]
    public async Task A_fifth_message_within_a_second_is_answered_429()
    {
        await using var strict = await Portal.StartAsync();
        using var impatient = strict.CreateClient(new() { BaseAddress = new("https://localhost") });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            using var answer = await impatient.PostAsync(CapUsageEndpoint.Path, new StringContent("<CapUsage/>"));
            statuses.Add(answer.StatusCode);
        }

        statuses.Take(4).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    private static string Message(string? id, params string[] records) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><CapUsage payloadID="{id ?? Guid.NewGuid().ToString()}" dateTime="2021-03-03T09:00:00Z">{string.Concat(records)}</CapUsage>""";

    private static string Record(string type, string? shipTo, int cap, int used) => $"""<Record capType="{type}" shipTo="{shipTo}" capAmount="{cap}" usedCap="{used}"/>""";

    private async Task<HttpResponseMessage> PostAsync(string body, string? authorization = "Bearer " + PortalHost.EventsToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, CapUsageEndpoint.Path) { Content = new StringContent(body, Encoding.UTF8, "application/xml") };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request);
    }

    private async Task<(int Laptops, int Routers)> UsedAsync()
    {
        var used = await Database.ReadAsync(db => db.Allocations.Where(a => a.SchoolId == school.Id).ToDictionaryAsync(a => a.Category, a => a.Used));
        return (used[DeviceCategory.LaptopsAndTablets], used[DeviceCategory.Routers]);
    }

    private static async Task<IReadOnlyList<XElement>> ShouldBeAsync(HttpResponseMessage answer, HttpStatusCode status, string header)
    {
        answer.StatusCode.ShouldBe(status);
        var root = XElement.Parse(await answer.Content.ReadAsStringAsync());
        ((string?)root.Element("HeaderResult")!.Attribute("status")).ShouldBe(header);
        return [.. root.Element("HeaderResult")!.Element("FailedRecords")!.Elements("Record")];
    }

    private static async Task<XElement> ShouldBeErrorAsync(HttpResponseMessage answer, HttpStatusCode status, string word)
    {
        answer.StatusCode.ShouldBe(status);
        var root = XElement.Parse(await answer.Content.ReadAsStringAsync());
        root.Name.LocalName.ShouldBe("error");
        root.Element("status")!.Value.ShouldBe(word);
        root.Element("message")!.Value.ShouldNotBeEmpty();
        return root;
    }

    /// <summary>50 MB that are made as they are read.</summary>
    private sealed class LongContent(bool saysItsLength) : HttpContent
    {
        private const int Total = 50_000_000;
        private static readonly byte[] Piece = new byte[10_000];

        public int Written { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            try
            {
                while (Written < Total)
                {
                    await stream.WriteAsync(Piece);
                    Written += Piece.Length;
                }
            }
            catch (IOException)
            {
                // Nobody reads on.
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = Total;
            return saysItsLength;
        }
    }
}
