using GetHelp.Core.Allocations;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Orders;
using Shouldly;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>Pages of responsible bodies, and what support sees of them.</summary>
public sealed class ResponsibleBodyPagesTests(Stage stage) : EveryPageTest(stage)
{
    [BrowserFact]
    public Task Pages_of_a_responsible_body_and_what_support_sees_of_it() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("The Royal and Ancient Borough of Exampleshire upon Sea", pools: true);
        await Given.SocialCareAsync(authority);
        var ash = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School", body: authority, who: WhoWillOrder.ResponsibleBody);
        var elm = await Given.SchoolAsync("Elm School", body: authority, who: WhoWillOrder.ResponsibleBody, domain: null);
        var oak = await Given.SchoolAsync("Oak School", body: authority);
        await Given.ContactAsync(oak, "Una Lathom");
        await Given.ContactAsync(ash, "Bartholomew Featherstonehaugh-Cholmondeley", chosen: true);
        var colleague = await Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var placed = await Given.OrderAsync(ash, colleague, new LineAsked(Product.Chromebook, 120));
        var root = $"/responsible-bodies/{authority.Id}";
        var body = new Inspection(await sessions.OpenAsAsync(colleague));

        await body.VisitAsync(
            OrderLinks.ResponsibleBodyBoard(authority.Id),
            $"{root}/order",
            $"{root}/order?search=nothing+is+called+this",
            $"{root}/order?show=can-order",
            $"{root}/timeline",
            $"{root}/order/chromebooks",
            $"{root}/order/chromebooks?{ash.Urn}=many",
            $"{root}/order/chromebooks/check?{ash.Urn}=3&key={Guid.NewGuid():N}",
            $"{root}/order/chromebooks/placed?orders={placed}",
            $"{root}/schools",
            $"{root}/schools?search=nothing+is+called+this",
            $"{root}/schools?show=can-order&status=needs-information&sort=contact&order=descending",
            $"{root}/schools/{ash.Urn}",
            $"{root}/schools/{elm.Urn}?status=needs-information",
            $"{root}/schools/{oak.Urn}",
            $"{root}/schools/{oak.Urn}?contact=failed",
            $"{root}/schools/{oak.Urn}/contact",
            $"{root}/schools/{elm.Urn}/contact",
            $"{root}/schools/change",
            $"{root}/schools/change?schools={ash.Urn}-{oak.Urn}-999999&do=set-domain",
            $"{root}/schools/change?schools={ash.Urn}-{oak.Urn}&do=invite-contacts",
            $"{root}/schools/change/check?schools={ash.Urn}-{elm.Urn}-{oak.Urn}-999999&do=let-schools-order",
            $"{root}/schools/change/check?schools={oak.Urn}&do=order-centrally",
            $"{root}/schools/change/check?schools={ash.Urn}-{oak.Urn}&do=invite-contacts&headteacher=yes",
            $"{root}/social-care",
            $"{root}/social-care/order",
            $"{root}/social-care/order/check?ipad=2&key={Guid.NewGuid():N}",
            $"{root}/social-care/order/check?chromebook=2&without-domain=yes&key={Guid.NewGuid():N}",
            $"/schools/{ash.Urn}",
            $"/schools/{ash.Urn}/order",
            $"/schools/{ash.Urn}/order?without-domain=yes",
            $"/schools/{ash.Urn}/chromebooks",
            $"/schools/{elm.Urn}/chromebooks",
            $"/schools/{elm.Urn}/chromebooks/saved",
            $"/orders/{placed}",
            $"/orders/{placed}/placed");
        body.Problems.ShouldBeEmpty();

        var teacher = new Inspection(await sessions.OpenAsAsync(await Given.SchoolUserAsync(ash)));
        await teacher.VisitAsync($"/schools/{ash.Urn}", $"/schools/{ash.Urn}/order");
        teacher.Problems.ShouldBeEmpty();

        var support = new Inspection(await sessions.OpenAsAsync(await Given.SupportAsync()));
        await support.VisitAsync(
            "/support/orders?account=social-care&domain=unknown",
            "/support/responsible-bodies",
            $"/support{root}",
            $"/support{root}/pooling",
            $"/support{root}/social-care",
            $"/support/schools/{ash.Urn}");
        support.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Pages_of_a_responsible_body_that_cannot_order() => TellAsync(async sessions =>
    {
        foreach (var (state, who, ordered) in new[] { (OrderState.CannotOrder, WhoWillOrder.ResponsibleBody, 0), (OrderState.CanOrder, WhoWillOrder.School, 0), (OrderState.CanOrder, WhoWillOrder.ResponsibleBody, 5) })
        {
            var authority = await Given.ResponsibleBodyAsync();
            await Given.SchoolAsync(laptops: 5, routers: 0, ordered: ordered, state: state, body: authority, who: who);
            var seen = new Inspection(await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(authority)));
            await seen.VisitAsync($"/responsible-bodies/{authority.Id}/order", $"/responsible-bodies/{authority.Id}/order/chromebooks", $"/responsible-bodies/{authority.Id}/social-care");
            seen.Problems.ShouldBeEmpty();
        }
    });
}
