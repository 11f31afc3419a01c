using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages about one school's ordering share: the school, and what its viewer can order for it.</summary>
public abstract class SchoolPage : ReadPage<SchoolOrdering>
{
    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    public required SchoolOrderingReader Reader { get; init; }

    protected SchoolOrdering? Ordering => Shown;

    protected override string Asked => Number;

    /// <summary>What a centrally managed school can order changes with every order from its body's pool, and when pooling begins or ends.</summary>
    protected IReadOnlyList<Topic> Topics =>
    [
        Topic.School(Ordering!.SchoolId),
        Topic.PeopleOfResponsibleBody(Ordering.ResponsibleBodyId),
        Topic.Stock,
        Topic.Person(Ordering.ViewerId ?? 0),
        .. Ordering.IsCentrallyManaged ? [Topic.Pool(Ordering.ResponsibleBodyId)] : Array.Empty<Topic>(),
    ];

    /// <summary>Whether the viewer orders on one of two accounts, and has to see which.</summary>
    protected bool HasTwoAccounts => Ordering is { ViewerIsOfBody: true, ResponsibleBodyKind: ResponsibleBodyKind.LocalAuthority };

    /// <summary>Whether the viewer may have the order brought to the responsible body instead.</summary>
    protected bool MayChooseDelivery => Ordering is { ViewerIsOfBody: true, DeliverToBody: not null };

    /// <summary>The way to a page about ordering.</summary>
    protected IReadOnlyList<Crumb> Way => Ordering!.ViewerIsOfBody
        ? [new(Ordering.ResponsibleBody, ResponsibleBodyLinks.Order(Ordering.ResponsibleBodyId)), new(Ordering.School, OrderLinks.SchoolHome(Ordering.Urn))]
        : [new("School home", OrderLinks.SchoolHome(Ordering.Urn))];

    protected override async Task<SchoolOrdering?> ReadAsync(Viewer viewer) =>
        Urn.TryParse(Number, out var urn) ? await Reader.FindAsync(viewer, urn) : null;
}
