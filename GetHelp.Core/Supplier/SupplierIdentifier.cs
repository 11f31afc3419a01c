using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier;

/// <summary>How the supplier's files name a responsible body (spec 01 §1.2): a prefix that says its kind, and the number it goes by.</summary>
internal static class SupplierIdentifier
{
    /// <param name="ukprn">Of a college's first school.</param>
    public static string Of(ResponsibleBody body, int? ukprn) => body.Kind switch
    {
        ResponsibleBodyKind.LocalAuthority => $"LEA{body.LocalAuthorityCode}",
        // The zeros go as text: as a number, a company of Scotland's register would be called nought (spec 08 D5).
        ResponsibleBodyKind.Trust => string.IsNullOrEmpty(body.CompaniesHouseNumber) ? "" : $"t{body.CompaniesHouseNumber.TrimStart('0')}",
        _ => ukprn is null ? "" : $"FE{ukprn}",
    };

    /// <summary>The number that each college among these goes by.</summary>
    public static async Task<Dictionary<int, int?>> UkprnsAsync(GetHelpDbContext db, IEnumerable<ResponsibleBody> bodies, CancellationToken cancellationToken)
    {
        var colleges = bodies.Where(body => body.Kind == ResponsibleBodyKind.FurtherEducationCollege).Select(body => body.Id).Distinct().ToList();
        return colleges.Count == 0
            ? []
            : await db.Schools.Where(s => colleges.Contains(s.ResponsibleBodyId)).GroupBy(s => s.ResponsibleBodyId)
                .Select(g => new { g.Key, Ukprn = g.Min(s => s.Ukprn) }).ToDictionaryAsync(g => g.Key, g => g.Ukprn, cancellationToken);
    }
}
