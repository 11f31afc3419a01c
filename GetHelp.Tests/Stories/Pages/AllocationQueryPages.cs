using GetHelp.Core.Organisations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>Where a school says how many more devices it needs, and why. A static page: it is posted as a whole.</summary>
internal sealed class AskForMoreDevices(IPage page)
{
    public static async Task<AskForMoreDevices> VisitAsync(IPage page, School school)
    {
        await page.GotoAsync($"/schools/{school.Urn}/more-devices/ask");
        await page.ShowsHeadingAsync("Ask for more devices");
        return new(page);
    }

    /// <summary>Goes there as a person does, from the school's home.</summary>
    public static async Task<AskForMoreDevices> OpenAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Ask for more devices" }).ClickAsync();
        await page.ShowsHeadingAsync("Requests for more devices");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ask for more devices" }).ClickAsync();
        await page.ShowsHeadingAsync("Ask for more devices");
        return new(page);
    }

    public async Task ContinueWithAsync(string laptops, string routers, string reasons, params (string Name, string Type, byte[] Bytes)[] files)
    {
        await page.GetByLabel("Laptops and tablets").FillAsync(laptops);
        await page.GetByLabel("4G wireless routers").FillAsync(routers);
        await page.GetByLabel("Why does the school need more?").FillAsync(reasons);
        if (files.Length > 0)
        {
            await page.Locator("#evidence").SetInputFilesAsync(files.Select(f => new FilePayload { Name = f.Name, MimeType = f.Type, Buffer = f.Bytes }));
        }

        // Two buttons say so: the other one is not to be seen, and takes the Enter key.
        await page.Locator("main .button-row").GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);
}

/// <summary>Where a request is looked at once more, and sent.</summary>
internal sealed class CheckMoreDevices(IPage page)
{
    private ILocator Button => page.GetByRole(AriaRole.Button, new() { Name = "Send request" });

    public static async Task<CheckMoreDevices> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Check your request");
        var check = new CheckMoreDevices(page);
        await Expect(check.Button).ToBeEnabledAsync();
        return check;
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public async Task<MoreDevicesSent> SendAsync()
    {
        await Button.ClickAsync();
        await page.ShowsHeadingAsync("Request sent");
        return new(page);
    }
}

/// <summary>What is shown once a request is sent.</summary>
internal sealed class MoreDevicesSent(IPage page)
{
    public async Task SeeAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "See your request" }).ClickAsync();
        await page.ShowsHeadingAsync("Requests for more devices");
        await page.IsLiveAsync();
    }
}

/// <summary>A request for more devices, as support sees it.</summary>
internal sealed class SupportQueryPage(IPage page)
{
    /// <summary>From support's list, which shows it by itself.</summary>
    public static async Task<SupportQueryPage> OpenAsync(IPage page, School school)
    {
        await page.ShowsHeadingAsync("Allocation queries");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = school.Name }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your answer" })).ToBeVisibleAsync();
        await page.IsLiveAsync();
        return new(page);
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public Task DecideAsync(string decision) => page.GetByLabel(decision, new() { Exact = true }).CheckAsync();

    public Task EnterAsync(string field, string value) => page.GetByLabel(field, new() { Exact = true }).FillAsync(value);

    public Task AnswerAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Give this answer" }).ClickAsync();

    public Task IsGivenAsync() => Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Answer given" })).ToBeVisibleAsync();

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" })).ToContainTextAsync(words);

    public async Task<byte[]> DownloadAsync(string file)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = file }).ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
