using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>Reads people as <see cref="AccountHolder"/>s: two statements, however many they are.</summary>
internal static class AccountHolders
{
    public static async Task<IReadOnlyList<(int UserId, AccountHolder Holder)>> ReadAsync(
        GetHelpDbContext db, IReadOnlyCollection<int> userIds, CancellationToken cancellationToken)
    {
        var users = await db.Users.AsNoTrackingWithIdentityResolution().Where(u => userIds.Contains(u.Id))
            .Include(u => u.Memberships).ThenInclude(m => m.ResponsibleBody)
            .Include(u => u.Memberships).ThenInclude(m => m.School!.ResponsibleBody)
            .OrderBy(u => u.Id).ToListAsync(cancellationToken);
        var bodies = users.SelectMany(u => u.Memberships).Select(m => m.ResponsibleBody ?? m.School!.ResponsibleBody!).ToList();
        var ukprns = await SupplierIdentifier.UkprnsAsync(db, bodies, cancellationToken);
        return users.ConvertAll(user => (user.Id, Holder(user, ukprns)));
    }

    private static AccountHolder Holder(User user, Dictionary<int, int?> ukprns)
    {
        var places = user.Memberships.Where(m => m.OrdersDevices || m.OrdersForSocialCare).OrderBy(m => m.Id).ToList();
        return new()
        {
            FullName = user.FullName,
            EmailAddress = user.EmailAddress,
            Telephone = user.Telephone,
            HasSeenPrivacyNotice = user.PrivacyNoticeSeenAt is not null,
            IsGone = user.DeletedAt is not null,
            Bodies = [.. places.Select(place => place.ResponsibleBody).OfType<ResponsibleBody>().Select(body => Body(body, ukprns))],
            Schools =
            [
                .. places.Select(place => place.School).OfType<School>()
                    .Select(school => new AccountSchool(school.Name, $"{school.Urn}", school.ShipTo, Body(school.ResponsibleBody!, ukprns))),
            ],
        };
    }

    private static AccountBody Body(ResponsibleBody body, Dictionary<int, int?> ukprns) =>
        new(body.Name, SupplierIdentifier.Of(body, ukprns.GetValueOrDefault(body.Id)), body.SoldTo, body.HasOneSchool);
}
