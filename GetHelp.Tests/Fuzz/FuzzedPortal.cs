using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using AngleSharp.Dom;
using GetHelp.Core.Data;
using GetHelp.Tests.Access;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.People;
using GetHelp.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Tests.Fuzz;

/// <summary>The portal with something of everything, asked for what nobody asks for by mistake.</summary>
internal sealed class FuzzedPortal : IAsyncDisposable
{
    private readonly AccessScene scene;
    private readonly SortedSet<string> problems = [];

    private FuzzedPortal(AccessScene scene) => this.scene = scene;

    public TestDatabase Database => scene.Portal.Database;

    public IReadOnlyCollection<string> Problems => problems;

    public int Requests { get; private set; }

    /// <summary>What any address takes in its query: what pages say that they take, and what their links and forms put there.</summary>
    public SortedSet<string> Names { get; } = [.. TakenFromQueries().Select(taken => taken.GetCustomAttribute<SupplyParameterFromQueryAttribute>()!.Name ?? taken.Name)];

    /// <summary>Every form that is sent without a circuit, and who may.</summary>
    public List<(Asker Asker, HostileForm Form)> Forms { get; } = [];

    /// <summary>What can be asked for without changing anything.</summary>
    public static IReadOnlyList<AccessRow> Readable { get; } = [.. AccessTable.Rows.Where(row => row.Method == "GET")];

    public string OrderNumber => scene.AddressOf("/orders/{number}")["/orders/".Length..];

    public static async Task<FuzzedPortal> StartAsync(DatabaseProvider provider) => new(await AccessScene.SetAsync(provider: provider));

    /// <summary>Opens every page once, and finds what it can be sent.</summary>
    public async Task LookAroundAsync()
    {
        foreach (var row in Readable)
        {
            var (asker, address) = (Who(row), AddressOf(row));
            var page = await scene.Of(asker).GetAsync(address);
            Names.UnionWith(page.Document.QuerySelectorAll("a[href*='?']").SelectMany(link => QueryHelpers.ParseQuery(link.GetAttribute("href")!.Split('?', '#')[1]).Keys));
            Names.UnionWith(page.Document.QuerySelectorAll("form[method=get] [name]").Select(field => field.GetAttribute("name")!));
            Forms.AddRange(HostileForm.Of(address, page.Document).Where(form => Forms.All(known => known.Form.Action != form.Action)).Select(form => (asker, form)));
        }

        // Its page has no form without a link that works.
        var token = KeyValuePair.Create("__RequestVerificationToken", await scene.Of(Asker.Stranger).TokenAsync());
        Forms.Add((Asker.Stranger, new(SignInLinks.Link, SignInLinks.UseLink, HasFiles: false, [token], ["secret", SignInLinks.ReturnUrl], [])));
    }

    public string AddressOf(AccessRow row) => scene.AddressOf(row.Pattern);

    public async Task GetAsync(AccessRow row, string address)
    {
        using var answer = await scene.Of(Who(row)).Client.GetAsync(address);
        await LookAtAsync(answer, $"GET {row.Pattern}");
    }

    public async Task PostAsync(Asker asker, string action, HttpContent content, string text)
    {
        using var answer = await scene.Of(asker).Client.PostAsync(action, content);
        await LookAtAsync(answer, $"POST {action} with \"{text[..Math.Min(text.Length, 30)]}\"");
    }

    public async Task SendAsync(string path, string message, string type, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Authorization = new("Bearer", AccessScene.EventsToken);
        using var answer = await scene.Of(Asker.Stranger).Client.SendAsync(request);
        await LookAtAsync(answer, $"POST {path} with \"{text[..Math.Min(text.Length, 30)]}\"");
    }

    public async ValueTask DisposeAsync() => await scene.DisposeAsync();

    /// <summary>What pages and their parts take from the query of an address.</summary>
    public static IEnumerable<PropertyInfo> TakenFromQueries() =>
        from type in typeof(Policies).Assembly.GetTypes()
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where property.IsDefined(typeof(SupplyParameterFromQueryAttribute))
        select property;

    private static Asker Who(AccessRow row) =>
        AccessTests.Askers.FirstOrDefault(asker => row.For(asker) is Answer.Sees or Answer.Led && asker != Asker.Stranger, Asker.Stranger);

    private async Task LookAtAsync(HttpResponseMessage answer, string what)
    {
        Requests++;
        var said = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode >= 500)
        {
            problems.Add($"{what}: {(int)answer.StatusCode}");
        }

        if (answer.Content.Headers.ContentType?.MediaType == "text/html" && Hostile.Markup.FirstOrDefault(said.Contains) is { } shown)
        {
            problems.Add($"{what}: shows {shown} as it came");
        }

        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.Contains(Hostile.Mark, StringComparison.Ordinal)))
        {
            problems.Add($"{what}: lets somebody set a cookie");
        }

        if (answer.Headers.Location is { IsAbsoluteUri: true } elsewhere && elsewhere.Host != "localhost")
        {
            problems.Add($"{what}: leads to {elsewhere}");
        }
    }
}
