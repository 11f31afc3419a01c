namespace GetHelp.Core.Orders.Announcements;

/// <summary>What a write has opened or closed for ordering, or may have.</summary>
public sealed class Openings
{
    private readonly HashSet<int> schools = [];
    private readonly HashSet<int> bodies = [];
    private readonly HashSet<int> closedSchools = [];
    private readonly HashSet<int> closedBodies = [];
    private readonly HashSet<int> socialCare = [];
    private readonly HashSet<int> closedSocialCare = [];
    private readonly HashSet<int> accounts = [];

    /// <summary>Schools for which something can be ordered that could not before, if anything can.</summary>
    internal IReadOnlySet<int> OpenedSchools => schools;

    /// <summary>Responsible bodies for all of whose centrally managed schools the same is true.</summary>
    internal IReadOnlySet<int> OpenedBodies => bodies;

    /// <summary>Schools for which less can be ordered than before: what their people were told may hold no more.</summary>
    internal IReadOnlySet<int> ClosedSchools => closedSchools;

    /// <summary>Responsible bodies that may order for fewer schools than before.</summary>
    internal IReadOnlySet<int> ClosedBodies => closedBodies;

    /// <summary>Local authorities that can order something for social care that they could not before.</summary>
    internal IReadOnlySet<int> OpenedSocialCareOf => socialCare;

    /// <summary>Local authorities that can order less for social care than before.</summary>
    internal IReadOnlySet<int> ClosedSocialCareOf => closedSocialCare;

    /// <summary>People whose account has just been confirmed for the first time.</summary>
    internal IReadOnlySet<int> ReadyPeople => accounts;

    internal bool Any => schools.Count + bodies.Count + closedSchools.Count + closedBodies.Count + socialCare.Count + closedSocialCare.Count + accounts.Count > 0;

    public void School(int id) => schools.Add(id);

    public void Body(int responsibleBodyId) => bodies.Add(responsibleBodyId);

    public void ClosedSchool(int id) => closedSchools.Add(id);

    public void ClosedBody(int responsibleBodyId) => closedBodies.Add(responsibleBodyId);

    public void SocialCare(int responsibleBodyId) => socialCare.Add(responsibleBodyId);

    public void ClosedSocialCare(int responsibleBodyId) => closedSocialCare.Add(responsibleBodyId);

    public void Account(int userId) => accounts.Add(userId);
}
