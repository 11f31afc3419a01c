using GetHelp.Core.Allocations;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;

namespace GetHelp.Tests.Stories;

/// <summary>People are written to when ordering opens for them, and when the supplier has made their account: once.</summary>
public sealed class OrderingOpensTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task Support_opens_ordering_and_who_can_order_gets_one_letter_and_who_waits_gets_theirs_when_the_supplier_confirms() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Sycamore Primary School", laptops: 40, routers: 5, state: OrderState.CannotOrder);
        var (ada, ben) = (await Given.SchoolUserAsync(school), await Given.SchoolUserAsync(school, account: false));
        var support = await SupportSchoolPage.FindAsync(await sessions.OpenAsAsync(await Given.SupportAsync()), school);
        await support.AnswerOrderStateAsync("Yes", why: "Schools are closed");
        await support.ContinueAsync();
        await support.ApplyAsync("Change order state", said: "Order state changed");
        var mailbox = await MailboxPage.VisitAsync(await sessions.OpenAsync());
        await mailbox.HoldsAsync(ada, "You can now order devices for Sycamore Primary School", times: 1);

        await support.OpenAllocationAsync("laptops and tablets");
        await support.EnterAsync("Set aside", "45");
        await support.EnterAsync("Why?", "More pupils");
        await support.ApplyAsync("Change allocation", said: "Allocation changed");

        var accounts = await ConfirmAccounts.VisitAsync(await sessions.OpenAsAsync(await Given.SupplierUserAsync()));
        await accounts.PasteAsync($"{ben.EmailAddress}\nnobody@example.org and somebody@example.org");
        await accounts.ProblemAsync("Line 2 has a comma or a space in it");
        await accounts.PasteAsync($"{ben.EmailAddress}\nnobody@example.org");
        await accounts.SaysAsync("1 address processed, 1 address not.");

        await mailbox.HoldsAsync(ben, "Your account is ready: you can order devices now", times: 1);
        await mailbox.HoldsAsync(ada, "You can now order devices for Sycamore Primary School", times: 1);
    });
}
