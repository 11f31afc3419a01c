using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People.Invitations;
using GetHelp.Web.Organisations.YourSchools;
using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Grid;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Organisations.Changes;

/// <summary>How changes of schools are told, row by row.</summary>
internal static class SchoolChangeWords
{
    public static string Words(this SchoolDeed deed) => deed switch
    {
        SchoolDeed.OrderCentrally => "Order for them, centrally",
        SchoolDeed.LetSchoolsOrder => "Let them order for themselves",
        SchoolDeed.InviteContacts => "Invite their contacts",
        _ => "Set their Google domain",
    };

    /// <summary>The table of rows, before they are changed and after.</summary>
    public static GridColumns<SchoolChangeRow> Columns(int responsibleBodyId, bool isDone) => new(
        row => row.Urn.Value,
        new("School", row => School(responsibleBodyId, row)) { IsRowHeader = true },
        new(isDone ? "What has changed" : "What would change", row => Effects(row, isDone)),
        new(isDone ? "Outcome" : "Then", row => State(row, isDone)));

    private static MarkupString School(int responsibleBodyId, SchoolChangeRow row) => row.Name is { } name
        ? Html.Of($"""<span class="name"><a href="{YourSchoolsLinks.School(new() { ResponsibleBodyId = responsibleBodyId }, row.Urn)}">{name}</a> <span class="quiet">{row.Urn}</span></span>""")
        : Html.Of($"""<span class="name">{row.Urn}</span>""");

    private static MarkupString State(SchoolChangeRow row, bool isDone) => row.State switch
    {
        SchoolChangeState.Changes => Tags.Html(isDone ? Tone.Success : Tone.Info, isDone ? "Done" : "Would change"),
        SchoolChangeState.NothingToChange => Tags.Html(Tone.Neutral, isDone ? "Was so already" : "Is so already"),
        SchoolChangeState.Conflict => Tags.Html(Tone.Attention, "Changed by somebody else"),
        _ => Tags.Html(Tone.Danger, isDone ? "Not changed" : "Cannot be changed"),
    };

    private static MarkupString Effects(SchoolChangeRow row, bool isDone)
    {
        var lines = row.Problems.Count > 0
            ? row.Problems.Select(problem => problem.Why.Message)
            : row.Changed.Select(field => Effect(row, field, isDone)).Concat(Invitation(row.Invitation, isDone));
        return new($"<div class=\"breakable\">{string.Join("<br />", lines.Select(line => Html.Of($"{line}").Value))}</div>");
    }

    /// <summary>"Who orders: the school (now you, centrally)".</summary>
    private static string Effect(SchoolChangeRow row, SchoolField field, bool isDone)
    {
        var (before, after) = (row.Before!.InWords(field), row.After!.InWords(field));
        return $"{field.InWords()}: {after}{(before == SchoolFieldInWords.Nothing ? "" : $" ({(isDone ? "was" : "now")} {before})")}";
    }

    private static IEnumerable<string> Invitation(ContactInvited? invited, bool isDone)
    {
        if (invited is null)
        {
            yield break;
        }

        var (name, was) = (invited.Name, isDone ? "was" : "would be");
        yield return invited.What switch
        {
            ContactInvitation.Invited => $"{name} {was} invited",
            ContactInvitation.Added => $"{name}, who uses this service already, {was} added to the school",
            ContactInvitation.InvitedAgain => $"{name} {was} sent the invitation again",
            ContactInvitation.NotNeeded => $"{name} needs no invitation",
            _ => $"{name} cannot be invited and stays the contact",
        };
        if (invited.Why is { } why)
        {
            yield return why.Message;
        }
    }
}
