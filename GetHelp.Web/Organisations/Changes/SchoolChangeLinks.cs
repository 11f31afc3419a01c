using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.Orders;
using GetHelp.Web.Organisations.YourSchools;
using GetHelp.Web.Shared;
using GetHelp.Web.SignIn;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace GetHelp.Web.Organisations.Changes;

/// <summary>The addresses of the pages on which many schools are changed at once. Which schools is in each of them: 629 URNs with a hyphen between
/// them are half of what a server takes as an address.</summary>
public static class SchoolChangeLinks
{
    /// <summary>Where to choose what is done with these schools.</summary>
    public static string Choose(int responsibleBodyId, IEnumerable<Urn> schools) => With(Path(responsibleBodyId), new() { Schools = [.. schools] });

    /// <inheritdoc cref="Choose(int, IEnumerable{Urn})"/>
    /// <param name="draft">What was chosen before.</param>
    /// <param name="protect">Writes where Chromebooks are enrolled so that nobody on the way can read it.</param>
    public static string Choose(int responsibleBodyId, SchoolChangeDraft draft, Func<ChromebookBinding, string>? protect = null) =>
        With(Path(responsibleBodyId), draft, protect);

    /// <summary>Where it is looked at once more, and done.</summary>
    /// <param name="protect">Writes where Chromebooks are enrolled so that nobody on the way can read it.</param>
    public static string Check(int responsibleBodyId, SchoolChangeDraft draft, Func<ChromebookBinding, string>? protect = null) =>
        With($"{Path(responsibleBodyId)}/check", draft, protect);

    /// <summary>The draft in such an address. What cannot be read is as if it were not there.</summary>
    public static SchoolChangeDraft In(string uri, EnrolmentProtection protection)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            Schools = [.. Urns(values.GetValueOrDefault("schools")).Concat(Urns(values.GetValueOrDefault("school"))).Distinct()],
            Deed = Slugs.Parse<SchoolDeed>(values.GetValueOrDefault("do")),
            HeadteacherWhereNobody = values.GetValueOrDefault("headteacher") == "yes",
            Enrolment = protection.Read(values.GetValueOrDefault("enrolment")),
            ReturnUrl = LocalUrl.OrNull(values.GetValueOrDefault("return")),
        };
    }

    private static string Path(int responsibleBodyId) => $"{YourSchoolsLinks.Grid(responsibleBodyId)}/change";

    private static string With(string path, SchoolChangeDraft draft, Func<ChromebookBinding, string>? protect = null) => QueryHelpers.AddQueryString(
        path,
        new KeyValuePair<string, string?>[]
        {
            new("schools", string.Join('-', draft.Schools)),
            new("do", draft.Deed?.Slug()),
            new("headteacher", draft.HeadteacherWhereNobody ? "yes" : null),
            new("enrolment", draft.Enrolment is { } enrolment ? protect?.Invoke(enrolment) : null),
            new("return", draft.ReturnUrl),
        }.Where(value => !string.IsNullOrEmpty(value.Value)));

    private static IEnumerable<Urn> Urns(StringValues values) =>
        values.SelectMany(value => value?.Split('-') ?? []).Select(text => Urn.TryParse(text, out var urn) ? urn : default).Where(urn => urn != default);
}
