using System.IO.Compression;
using System.Net;
using GetHelp.Core.History;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.People.Support;
using GetHelp.Web.PersonalData;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.PersonalData;

public sealed class PersonalDataPagesTests
{
    [Fact]
    public async Task The_third_line_downloads_what_is_kept_of_a_person_for_programs_and_to_read()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync("Rowan & Elm School");
        var person = await portal.Given.SchoolUserAsync(school, name: "Ada <Hill>");
        await portal.Given.OrderAsync(school, person);
        var browser = await portal.OpenAsAsync(await portal.Given.ThirdLineAsync());
        var page = await browser.GetAsync(SupportPeopleLinks.Person(person.UserId!.Value));
        var token = page.Document.QuerySelector($"form[action='{PersonalDataLinks.Export(person.UserId!.Value)}'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        var file = await browser.Client.PostAsync(PersonalDataLinks.Export(person.UserId!.Value), form);

        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        file.Content.Headers.ContentDisposition!.FileName!.ShouldStartWith($"person-{person.UserId}-");
        using var archive = new ZipArchive(await file.Content.ReadAsStreamAsync());
        Text(archive, "everything-we-keep.json").ShouldContain("\"Ada <Hill>\"");
        var told = Text(archive, "everything-we-keep.html");
        told.ShouldContain("Ada &lt;Hill&gt;");
        told.ShouldNotContain("Ada <Hill>");
        (await portal.Database.ReadAsync(db => db.History.CountAsync(e => e.What == HistoryKind.PersonExported && e.PersonId == person.UserId))).ShouldBe(1);
    }

    [Fact]
    public async Task Without_the_forms_token_nothing_is_handed_out_and_nothing_remembered()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync());
        var browser = await portal.OpenAsAsync(await portal.Given.ThirdLineAsync());

        using var form = new FormUrlEncodedContent([]);
        (await browser.Client.PostAsync(PersonalDataLinks.Export(person.UserId!.Value), form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await portal.Database.ReadAsync(db => db.History.AnyAsync(e => e.What == HistoryKind.PersonExported))).ShouldBeFalse();
    }

    [Fact]
    public async Task Other_agents_of_support_are_offered_nothing_of_it()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync());
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        (await browser.GetAsync(SupportPeopleLinks.Person(person.UserId!.Value))).Text.ShouldNotContain("Erase");
        (await browser.GetAsync(SupportPeopleLinks.People)).Text.ShouldNotContain("How long we keep things");
        (await browser.GetAsync(PersonalDataLinks.Erase(person.UserId!.Value))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync(PersonalDataLinks.Retention)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string Text(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
