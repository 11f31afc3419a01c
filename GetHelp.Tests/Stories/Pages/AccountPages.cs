using GetHelp.Web.Supplier;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>Where the supplier's people say whose account is ready.</summary>
internal sealed class ConfirmAccounts(IPage page)
{
    public static async Task<ConfirmAccounts> VisitAsync(IPage page)
    {
        await page.GotoAsync(SupplierLinks.Accounts);
        await page.ShowsHeadingAsync("Confirm accounts");
        return new(page);
    }

    public async Task PasteAsync(string addresses)
    {
        await page.GetByLabel("Email addresses").FillAsync(addresses);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm accounts" }).ClickAsync();
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync(words);

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
}
