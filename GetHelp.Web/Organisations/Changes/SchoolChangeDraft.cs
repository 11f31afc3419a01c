using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;

namespace GetHelp.Web.Organisations.Changes;

/// <summary>What can be done with many schools at once.</summary>
public enum SchoolDeed
{
    OrderCentrally,
    LetSchoolsOrder,
    InviteContacts,
    SetDomain,
}

/// <summary>What somebody wants done with some of their schools, as its pages pass it on in their addresses.</summary>
public sealed record SchoolChangeDraft
{
    public IReadOnlyList<Urn> Schools { get; init; } = [];

    /// <summary>Null until it is chosen.</summary>
    public SchoolDeed? Deed { get; init; }

    /// <summary>Whether the headteacher is named and invited where nobody is named yet.</summary>
    public bool HeadteacherWhereNobody { get; init; }

    /// <summary>The domain for all of them, and the address to get back into it.</summary>
    public ChromebookBinding? Enrolment { get; init; }

    /// <summary>Where the viewer came from; null for the grid.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Why nothing can be previewed yet; empty when it can.</summary>
    public IReadOnlyList<Core.Refusal> WhyNot => Deed == SchoolDeed.SetDomain ? ChromebookRules.WhyNot(Enrolment) : [];

    /// <summary>What of the body's ordering changes; null where nothing does.</summary>
    public WhoWillOrder? WhoWillOrder => Deed switch
    {
        SchoolDeed.OrderCentrally => Core.Allocations.WhoWillOrder.ResponsibleBody,
        SchoolDeed.LetSchoolsOrder => Core.Allocations.WhoWillOrder.School,
        _ => null,
    };

    /// <summary>A change for each school.</summary>
    public IReadOnlyList<SchoolChange> Changes => [.. Schools.Select(Change)];

    private SchoolChange Change(Urn urn) => Deed switch
    {
        SchoolDeed.InviteContacts => new() { Urn = urn, Contact = HeadteacherWhereNobody ? ContactAsked.ChosenOrHeadteacher : null, Invite = true },
        SchoolDeed.SetDomain => new() { Urn = urn, Domain = Enrolment?.Domain, RecoveryAddress = Enrolment?.RecoveryAddress, AcceptsNoLicences = Enrolment?.AcceptsNoLicences ?? false },
        _ => new() { Urn = urn, WhoWillOrder = WhoWillOrder is { } who ? new(who) : null },
    };
}
