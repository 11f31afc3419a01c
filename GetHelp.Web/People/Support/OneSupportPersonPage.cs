using System.Globalization;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using GetHelp.Core.People.Support;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.People.Support;

/// <summary>What support's pages about one person share: the person.</summary>
public abstract class OneSupportPersonPage : ReadPage<SupportPerson>
{
    /// <summary>Whom the page is about, as the address has it.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>Which page of what happened.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [Inject]
    public required SupportPersonReader Reader { get; init; }

    protected SupportPerson? Person => Shown;

    protected IReadOnlyList<Topic> Topics => [Topic.Person(Id)];

    protected static Crumb Everybody { get; } = new("People", SupportPeopleLinks.People);

    protected override string Asked => string.Create(CultureInfo.InvariantCulture, $"{Id} {PageNumber}");

    protected override Task<SupportPerson?> ReadAsync(Viewer viewer) => Reader.FindAsync(viewer, Id, InAddress.Page(PageNumber));
}
