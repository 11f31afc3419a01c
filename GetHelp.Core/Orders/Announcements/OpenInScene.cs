using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>Whose people are told about ordering: a school's, or a responsible body's on one of its accounts.</summary>
internal readonly record struct OpeningAudience(OrganisationId Organisation, Account Account)
{
    public static OpeningAudience School(int id) => new(OrganisationId.School(id), Account.Education);

    public static OpeningAudience ResponsibleBody(int id) => new(OrganisationId.ResponsibleBody(id), Account.Education);

    public static OpeningAudience SocialCare(int responsibleBodyId) => new(OrganisationId.ResponsibleBody(responsibleBodyId), Account.SocialCare);
}

/// <summary>That for which something can be ordered now, with all that a letter says of it.</summary>
internal abstract record OpenInScene
{
    /// <summary>Whose people are written to.</summary>
    public abstract OpeningAudience Audience { get; }

    /// <summary>The name of whoever places its orders.</summary>
    public abstract string OrderedBy { get; }

    /// <summary>Null when the person is told nothing.</summary>
    public abstract OpeningLetter? LetterTo(Membership person);
}

/// <summary>A school for which something can be ordered now.</summary>
internal sealed record SchoolInScene(School School, OpenSchool Facts, IReadOnlyDictionary<DeviceCategory, int> Left) : OpenInScene
{
    public bool IsCentral => School.WhoWillOrder == WhoWillOrder.ResponsibleBody;

    /// <summary>Those who order, or the responsible body's people where a school has nobody.</summary>
    public override OpeningAudience Audience => IsCentral || Facts.Status == SchoolStatus.NeedsContact
        ? OpeningAudience.ResponsibleBody(School.ResponsibleBodyId)
        : OpeningAudience.School(School.Id);

    public override string OrderedBy => IsCentral ? School.ResponsibleBody!.Name : School.Name;

    public override OpeningLetter? LetterTo(Membership person) => OpeningRule.Decide(Facts, new()
    {
        IsOfResponsibleBody = person.ResponsibleBodyId == School.ResponsibleBodyId,
        IsOfOrderingOrganisation = IsCentral ? person.ResponsibleBodyId == School.ResponsibleBodyId : person.SchoolId == School.Id,
        Orders = person.OrdersDevices,
        HasSeenPrivacyNotice = person.User!.PrivacyNoticeSeenAt is not null,
        HasAccount = person.User.TechSourceAccountConfirmedAt is not null,
    });
}

/// <summary>A local authority's social care account on which something can be ordered now.</summary>
internal sealed record SocialCareInScene(ResponsibleBody Body, IReadOnlyDictionary<DeviceCategory, int> Left) : OpenInScene
{
    public override OpeningAudience Audience => OpeningAudience.SocialCare(Body.Id);

    public override string OrderedBy => $"{Body.Name}, social care";

    /// <summary>Null for an account on which nothing can be ordered now.</summary>
    public static SocialCareInScene? See(ResponsibleBody body)
    {
        var left = AllocationRules.Categories.ToDictionary(category => category, category => body.SocialCareAllocations.Select(AllocationLine.Of).Of(category).Left);
        return body.SocialCareOrderState.MayOrder() && left.Values.Any(number => number > 0) ? new(body, left) : null;
    }

    public override OpeningLetter? LetterTo(Membership person) => OpeningRule.DecideSocialCare(Left[DeviceCategory.LaptopsAndTablets] == 0, new()
    {
        IsOfOrderingOrganisation = person.ResponsibleBodyId == Body.Id,
        Orders = person.OrdersForSocialCare,
        HasSeenPrivacyNotice = person.User!.PrivacyNoticeSeenAt is not null,
        HasAccount = person.User.TechSourceAccountConfirmedAt is not null,
    });
}
