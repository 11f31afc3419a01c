using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using GetHelp.Core.Data;
using GetHelp.Tests.TestSupport;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GetHelp.Tests.Fuzz;

/// <summary>Every address, every query, every form and every message, with what nobody sends by mistake. Who sends it is somebody who may: what is refused at
/// the door is not read.</summary>
public sealed partial class RequestFuzzTests(ITestOutputHelper output)
{
    /// <summary>Not every address with every text: each with every eighth, and the next address with others.</summary>
    private const int Every = 8;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task No_address_breaks_and_none_shows_what_it_was_given_as_anything_but_text(DatabaseProvider provider)
    {
        var watch = Stopwatch.StartNew();
        await using var fuzz = await FuzzedPortal.StartAsync(provider);
        await fuzz.LookAroundAsync();
        var step = provider == DatabaseProvider.Sqlite ? Every : Every * 3;
        foreach (var (row, index) in FuzzedPortal.Readable.Select((row, index) => (row, index)))
        {
            for (var i = index % step; i < Hostile.Texts.Count; i += step)
            {
                var text = Hostile.Texts[i];
                var query = fuzz.Names.Select(name => KeyValuePair.Create<string, string?>(name, text));
                await fuzz.GetAsync(row, QueryHelpers.AddQueryString(fuzz.AddressOf(row), text.Length > 500 ? query.Take(10) : query));
                if (Parameter().IsMatch(row.Pattern) && text.Trim().Length > 0 && !text.Contains('\0')) // servers take no NUL in a path
                {
                    await fuzz.GetAsync(row, Parameter().Replace(row.Pattern, Uri.EscapeDataString(Sendable(text))));
                }
            }
        }

        output.WriteLine($"{fuzz.Requests:N0} requests on {provider}: {watch.Elapsed.TotalSeconds:N0} s");
        await StoredText.ShouldBeReadableAsync(fuzz.Database);
        fuzz.Problems.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task No_form_breaks_and_none_keeps_or_shows_what_it_was_given_as_anything_but_text(DatabaseProvider provider)
    {
        var watch = Stopwatch.StartNew();
        await using var fuzz = await FuzzedPortal.StartAsync(provider);
        await fuzz.LookAroundAsync();
        fuzz.Forms.Count.ShouldBeGreaterThan(6);
        foreach (var ((asker, form), index) in fuzz.Forms.Select((form, index) => (form, index)))
        {
            foreach (var text in Hostile.For(provider, index))
            {
                using var content = form.With(Sendable(text));
                await fuzz.PostAsync(asker, form.Action, content, text);
            }
        }

        output.WriteLine($"{fuzz.Requests:N0} requests on {provider}: {watch.Elapsed.TotalSeconds:N0} s");
        await StoredText.ShouldBeReadableAsync(fuzz.Database);
        fuzz.Problems.ShouldBeEmpty();
    }

    /// <summary>Messages of the supplier's systems: every field, and shapes that are none.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task No_message_of_a_system_breaks_what_it_is_sent_to(DatabaseProvider provider)
    {
        await using var fuzz = await FuzzedPortal.StartAsync(provider);
        foreach (var text in Hostile.Texts)
        {
            var json = HostileMessages.Json(text);
            foreach (var message in HostileMessages.Events(json, fuzz.OrderNumber))
            {
                await fuzz.SendAsync("/supplier/order-events", message, "application/json", text);
            }

            foreach (var message in HostileMessages.Usages(text))
            {
                await fuzz.SendAsync("/computacenter/api/cap-usage/bulk-update", message, "application/xml", text);
            }
        }

        await StoredText.ShouldBeReadableAsync(fuzz.Database);
        fuzz.Problems.ShouldBeEmpty();
    }

    /// <summary>Half a character cannot be sent: it is what stands for one by the time that it arrives.</summary>
    internal static string Sendable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(@"\{[A-Za-z]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
