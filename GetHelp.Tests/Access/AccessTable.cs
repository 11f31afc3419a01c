using static GetHelp.Tests.Access.Answer;
using static GetHelp.Tests.Access.Asker;

namespace GetHelp.Tests.Access;

/// <summary>Who is answered what at one address. Whoever is not named is refused.</summary>
/// <param name="Route">As it is mapped, with what has to stand in its query.</param>
public sealed record AccessRow(string Method, string Route)
{
    public Asker Sees { get; init; }

    public Asker Led { get; init; }

    /// <summary>What everybody else is answered who is signed in.</summary>
    public Answer Others { get; init; } = NotFound;

    /// <summary>What whoever is not signed in is answered.</summary>
    public Answer Strangers { get; init; } = Answer.SignIn;

    public string Pattern => Route.Split('?')[0];

    public Answer For(Asker asker) =>
        Sees.HasFlag(asker) ? Answer.Sees
        : Led.HasFlag(asker) ? Answer.Led
        : asker == Stranger ? Strangers
        : Others;

    public override string ToString() => $"{Method} {Pattern}";
}

/// <summary>Every page and every endpoint, and who is answered what there (spec 01 §5; where we differ, docs/adr/0017). A new one needs a line here: in
/// the group of those who may see it, or in one of its own.</summary>
/// <remarks>A line is an address as it is mapped, after its method where that is not GET. One that ends in an arrow leads on: the question is not asked
/// in the scene of the test, or something has to be chosen first.</remarks>
internal static class AccessTable
{
    private const Asker Theirs = Asker.School | Asker.Body;

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        .. Open(
            "/", "/accessibility", "/contact", "/privacy", "/sign-in", "/sign-in/check-your-email"),
        .. Always(
            NotFound, "/not-found", "/status/{code:int}"),
        .. Always(
            NotRead, "/sign-in/continue", "/sign-in/code", "POST /sign-in/link/use"),
        .. Always(
            Answer.Led, "/sign-in/link", "/sign-out/provider"),
        .. Always(
            Forbidden, "/sign-in/openid-connect/refused"),

        // Systems of the supplier, known by their token and by nothing else.
        .. Always(
            NoToken, "POST /supplier/order-events/", "POST /computacenter/api/cap-usage/bulk-update"),
        .. Always(
            NotPosted, "/supplier/order-events/", "PUT /supplier/order-events/", "PATCH /supplier/order-events/", "DELETE /supplier/order-events/"),

        // Whoever is signed in.
        .. Of(
            SignedIn, "/privacy-notice", "/signed-in", "POST /looking/stop →"),
        new("GET", "/home") { Sees = Network, Led = Members | Asker.Supplier | Support },

        // A school's own people, those of its responsible body, and support.
        .. Of(
            Theirs | Support,
            "/schools/{number}", "/schools/{number}/details", "/schools/{number}/deliveries", "/schools/{number}/timeline",
            "/schools/{number}/order", "/schools/{number}/order/check?ipad=1",
            "/schools/{number}/donated-devices", "/schools/{number}/donated-devices/not-interested",
            "/schools/{number}/chromebooks →", "/schools/{number}/chromebooks/will-you-need", "/schools/{number}/chromebooks/domain →",
            "/schools/{number}/chromebooks/recovery-address →", "/schools/{number}/chromebooks/check-answers →", "/schools/{number}/chromebooks/saved",
            "/orders/{number}", "/orders/{number}/placed", "/orders/{number}/stop-or-correct", "/orders/{number}/deliveries/{kind}/report"),

        // Asking for more devices is for those who can, and support answers on a page of its own.
        .. Of(
            Theirs,
            "/schools/{number}/more-devices", "/schools/{number}/more-devices/ask", "/schools/{number}/more-devices/check →",
            "/schools/{number}/more-devices/{id:int}/sent", "POST /schools/{number}/more-devices/draft →"),
        .. Of(
            Asker.School | Support, "/allocation-queries/{id:int}/evidence/{fileId:int}"),

        // A school's people are a matter of the school and of support.
        .. Of(
            Asker.School | Support,
            "/schools/{number}/people", "/schools/{number}/people/{person:int}", "/schools/{number}/people/{person:int}/remove",
            "/schools/{number}/people/{person:int}/invited", "/schools/{number}/people/invite", "/schools/{number}/people/invite/check →"),

        // What only somebody of the school can answer.
        .. Of(
            Asker.School,
            "/schools/{number}/welcome →", "/schools/{number}/welcome/allocation →", "/schools/{number}/welcome/how-to-order →", "/schools/{number}/welcome/devices →",
            "/schools/{number}/welcome/give-access →", "/schools/{number}/welcome/person →", "/schools/{number}/welcome/chromebooks →", "/schools/{number}/welcome/domain →",
            "/schools/{number}/welcome/recovery-address →", "/schools/{number}/welcome/what-happens-next →",
            "/schools/{number}/donated-devices/interest", "/schools/{number}/donated-devices/about →", "/schools/{number}/donated-devices/queue →",
            "/schools/{number}/donated-devices/start →", "/schools/{number}/donated-devices/still-interested →", "/schools/{number}/donated-devices/device-types →",
            "/schools/{number}/donated-devices/how-many →", "/schools/{number}/donated-devices/your-details →", "/schools/{number}/donated-devices/disclaimer →",
            "/schools/{number}/donated-devices/check-answers →"),

        // A responsible body's own people, and support.
        .. Of(
            Asker.Body | Support,
            "/responsible-bodies/{id:int}", "/responsible-bodies/{id:int}/deliveries", "/responsible-bodies/{id:int}/timeline",
            "/responsible-bodies/{id:int}/orders", "/responsible-bodies/{responsibleBodyId:int}/orders/export.csv", "/responsible-bodies/{responsibleBodyId:int}/orders/export.xlsx",
            "/responsible-bodies/{id:int}/order", "/responsible-bodies/{id:int}/order/devices", "/responsible-bodies/{id:int}/order/devices/where?ipad=1",
            "/responsible-bodies/{id:int}/order/devices/check?ipad=1&deliver-to={number}", "/responsible-bodies/{id:int}/order/chromebooks",
            "/responsible-bodies/{id:int}/order/chromebooks/check →", "/responsible-bodies/{id:int}/order/chromebooks/placed?orders={order}",
            "/responsible-bodies/{id:int}/social-care", "/responsible-bodies/{id:int}/social-care/order", "/responsible-bodies/{id:int}/social-care/order/check?ipad=1",
            "/responsible-bodies/{id:int}/tell-us-who-will-order", "/responsible-bodies/{id:int}/tell-us-who-will-order/choose",
            "/responsible-bodies/{id:int}/tell-us-who-will-order/check?who=school", "/responsible-bodies/{id:int}/tell-us-who-will-order/told →",
            "/responsible-bodies/{id:int}/schools/recent-changes", "/responsible-bodies/{id:int}/schools", "/responsible-bodies/{id:int}/schools/export.csv", "/responsible-bodies/{id:int}/schools/export.xlsx",
            "/responsible-bodies/{id:int}/schools/{number}", "/responsible-bodies/{id:int}/schools/{number}/contact",
            "/responsible-bodies/{id:int}/schools/change", "/responsible-bodies/{id:int}/schools/change/check →",
            "/responsible-bodies/{id:int}/schools/spreadsheet", "/responsible-bodies/{id:int}/schools/spreadsheet/new",
            "/responsible-bodies/{id:int}/schools/spreadsheet/schools.xlsx", "/responsible-bodies/{id:int}/schools/spreadsheet/{given:guid}",
            "/responsible-bodies/{id:int}/people", "/responsible-bodies/{id:int}/people/{person:int}", "/responsible-bodies/{id:int}/people/{person:int}/remove",
            "/responsible-bodies/{id:int}/people/{person:int}/invited", "/responsible-bodies/{id:int}/people/invite", "/responsible-bodies/{id:int}/people/invite/check →",
            "/responsible-bodies/{id:int}/people/nominate/{accountSlug}", "/responsible-bodies/{id:int}/people/nominate/{accountSlug}/done →",
            "/responsible-bodies/{id:int}/donated-devices", "/responsible-bodies/{id:int}/donated-devices/not-interested"),

        // What only somebody of the responsible body can answer.
        .. Of(
            Asker.Body,
            "/responsible-bodies/{id:int}/more-devices",
            "/responsible-bodies/{id:int}/donated-devices/interest", "/responsible-bodies/{id:int}/donated-devices/about →", "/responsible-bodies/{id:int}/donated-devices/queue →",
            "/responsible-bodies/{id:int}/donated-devices/start →", "/responsible-bodies/{id:int}/donated-devices/still-interested →",
            "/responsible-bodies/{id:int}/donated-devices/which-schools →", "/responsible-bodies/{id:int}/donated-devices/schools →",
            "/responsible-bodies/{id:int}/donated-devices/device-types →", "/responsible-bodies/{id:int}/donated-devices/how-many →",
            "/responsible-bodies/{id:int}/donated-devices/your-details →", "/responsible-bodies/{id:int}/donated-devices/disclaimer →",
            "/responsible-bodies/{id:int}/donated-devices/check-answers →"),

        // One that lies has lost nothing: it leads to a page that asks who comes.
        .. Of(
            SignedIn, "/responsible-bodies/{id:int}/who-will-order →"),

        .. Area(
            Support,
            "/support/orders", "/support/orders/export.csv", "/support/orders/export.xlsx", "/support/requests", "/support/stock", "/support/national-totals",
            "/support/allocation-queries", "/support/allocation-queries/{id:int}",
            "/support/schools", "/support/schools/{number}", "/support/schools/{number}/allocation/{category}", "/support/schools/{number}/order-state",
            "/support/schools/{number}/order-state/check →", "/support/schools/many", "/support/schools/many/new", "/support/schools/many/{id:guid}",
            "/support/people", "/support/people/{id:int}", "/support/people/{id:int}/remove", "/support/people/{id:int}/look",
            "/support/responsible-bodies", "/support/responsible-bodies/{id:int}", "/support/responsible-bodies/{id:int}/pooling", "/support/responsible-bodies/{id:int}/social-care",
            "/support/supplier/accounts", "/support/supplier/accounts/{id:long}", "/support/supplier/caps", "/support/supplier/caps/{id:long}",
            "/support/supplier/usage", "/support/supplier/usage/{id:long}",
            "/support/supplier/differences", "/support/supplier/differences/export.csv", "/support/supplier/differences/export.xlsx"),
        .. Area(
            ThirdLine,
            "/support/register", "/support/register/{Id:int}", "POST /support/register/upload →",
            "/support/people/{id:int}/erase", "POST /support/people/{id:int}/export", "/support/retention"),

        .. Area(
            Asker.Supplier,
            "/supplier/schools", "/supplier/schools/{number}", "/supplier/schools/export.csv",
            "/supplier/responsible-bodies", "/supplier/responsible-bodies/{id:int}", "/supplier/responsible-bodies/export.csv",
            "/supplier/chromebooks", "/supplier/chromebooks/schools.csv", "/supplier/chromebooks/responsible-bodies.csv",
            "/supplier/donated-devices", "/supplier/donated-devices/export.csv",
            "/supplier/accounts", "/supplier/accounts/export.csv", "/supplier/tokens"),

        // Nothing of Development is there elsewhere: see DevelopmentRows.
        .. Always(
            NotFound, "/development/mailbox", "/development/mailbox/{Number:int}", "/development/letters"),

        // The last line, because nobody is signed in after it.
        new("POST", "/sign-out") { Led = SignedIn, Strangers = Answer.Led },
    ];

    /// <summary>What is there in Development alone: a mailbox for everybody, and who plays the supplier and Google.</summary>
    public static IReadOnlyList<AccessRow> DevelopmentRows { get; } =
    [
        .. Open(
            "/development/mailbox", "/development/letters", "/simulator/google-workspace/{domain}"),
        .. Always(
            NotFound, "/development/mailbox/{Number:int}"),
        .. Always(
            NoToken,
            "POST /simulator/supplier/orders/", "POST /simulator/supplier/orders/{number}/requests", "POST /simulator/supplier/orders/{number}/stop",
            "POST /simulator/supplier/orders/{number}/correction", "POST /simulator/supplier/accounts", "POST /simulator/supplier/caps"),
        .. Always(
            NotRead, "POST /simulator/supplier/direct-orders"),
    ];

    /// <summary>What is there where the settings name a provider of sign-in. They lead to it and back, so they are asked with one (GetHelp.Tests/SignIn/OpenIdConnect).</summary>
    public static IReadOnlyList<AccessRow> ProviderRows { get; } =
    [
        .. Always(
            Answer.Led, "/sign-in/openid-connect", "/signout-callback-oidc"),
    ];

    /// <summary>For everybody.</summary>
    private static IEnumerable<AccessRow> Open(params string[] lines) => Written(lines, Everybody, NotFound);

    /// <summary>The same for everybody, and it is not a page.</summary>
    private static IEnumerable<AccessRow> Always(Answer answer, params string[] lines) =>
        Written(lines, Nobody, answer).Select(row => row with { Strangers = answer });

    /// <summary>For these people; to everybody else there is no such thing.</summary>
    private static IEnumerable<AccessRow> Of(Asker who, params string[] lines) => Written(lines, who, NotFound);

    /// <summary>Of a part of the service that is for these people; everybody else may know that it is there.</summary>
    private static IEnumerable<AccessRow> Area(Asker who, params string[] lines) => Written(lines, who, Forbidden);

    private static IEnumerable<AccessRow> Written(string[] lines, Asker who, Answer others) =>
        from line in lines
        let words = line.Split(' ')
        let isGet = words[0].StartsWith('/')
        let leadsOn = words[^1] == "→"
        select new AccessRow(isGet ? "GET" : words[0], words[isGet ? 0 : 1])
        {
            Sees = leadsOn ? Nobody : who,
            Led = leadsOn ? who : Nobody,
            Others = others,
        };
}
