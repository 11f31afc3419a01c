using System.Linq.Expressions;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations.Contacts;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.YourSchools;

/// <summary>Reads rows of the grid: three statements, however many rows they are.</summary>
internal static class SchoolGridRows
{
    /// <param name="these">Some of the body's schools, in the order of the rows.</param>
    public static async Task<List<SchoolGridRow>> ReadAsync(GetHelpDbContext db, SchoolsOfBody schools, IQueryable<School> these, CancellationToken cancellationToken)
    {
        Expression<Func<School, int, int, SchoolRead>> shape = (s, status, setting) => new()
        {
            Id = s.Id,
            Urn = s.Urn,
            Name = s.Name,
            Town = s.Address.Town,
            OrderState = s.OrderState,
            WhoWillOrder = s.WhoWillOrder,
            Chromebooks = s.Chromebooks,
            Headteacher = s.Contacts.Where(c => c.Role == SchoolContactRole.Headteacher).Select(c => c.Name).FirstOrDefault(),
            ContactRole = s.Contact!.Role,
            ContactName = s.Contact.Name,
            ContactAddress = s.Contact.EmailAddress,
            ContactTelephone = s.Contact.TelephoneNumber,
            Status = status,
            Setting = setting,
        };
        var read = await these.Select(shape.With(SchoolSettings.Table.Number).With(schools.Status)).ToListAsync(cancellationToken);
        var ids = read.ConvertAll(r => r.Id);
        var numbers = (await db.Allocations.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.SchoolId)).ToListAsync(cancellationToken))
            .ToLookup(a => a.SchoolId, a => AllocationLine.Of(a));
        var people = (await PeopleAsync(db, ids, cancellationToken)).ToLookup(p => (p.SchoolId, p.EmailAddress));
        return read.ConvertAll(r => new SchoolGridRow
        {
            SchoolId = r.Id,
            Urn = r.Urn,
            Name = r.Name,
            Town = r.Town,
            Setting = (SchoolSetting)r.Setting,
            WhoWillOrder = r.WhoWillOrder,
            Contact = r.Contact(people[(r.Id, r.ContactAddress ?? "")].FirstOrDefault()),
            Headteacher = r.Headteacher,
            OrderState = r.OrderState,
            LaptopsAndTablets = numbers[r.Id].Of(DeviceCategory.LaptopsAndTablets),
            Routers = numbers[r.Id].Of(DeviceCategory.Routers),
            IsPooled = schools.Pools && r.WhoWillOrder == WhoWillOrder.ResponsibleBody,
            Chromebooks = r.Chromebooks,
            Status = (SchoolStatus)r.Status,
        });
    }

    /// <summary>Who belongs to these schools: whether a contact does, and has been there, is known by the address.</summary>
    private static Task<List<PersonRead>> PeopleAsync(GetHelpDbContext db, List<int> ids, CancellationToken cancellationToken) => db.Memberships.AsNoTracking()
        .Where(m => EF.Parameter(ids).Contains(m.SchoolId!.Value) && m.User!.DeletedAt == null)
        .Select(m => new PersonRead(m.SchoolId!.Value, m.User!.EmailAddress, m.InvitedAt, m.User.LastSignedInAt != null))
        .ToListAsync(cancellationToken);

    private sealed record PersonRead(int SchoolId, string EmailAddress, DateTime? InvitedAt, bool HasSignedIn);

    private sealed record SchoolRead
    {
        public int Id { get; init; }

        public Urn Urn { get; init; }

        public string Name { get; init; } = "";

        public string? Town { get; init; }

        public OrderState OrderState { get; init; }

        public WhoWillOrder WhoWillOrder { get; init; }

        public ChromebookDetails Chromebooks { get; init; } = new();

        public string? Headteacher { get; init; }

        public SchoolContactRole? ContactRole { get; init; }

        public string? ContactName { get; init; }

        public string? ContactAddress { get; init; }

        public string? ContactTelephone { get; init; }

        public int Status { get; init; }

        public int Setting { get; init; }

        public SchoolGridContact? Contact(PersonRead? known) => ContactName is null ? null : new(
            ContactName,
            ContactAddress!,
            ContactTelephone,
            ContactRole == SchoolContactRole.Headteacher,
            known is null ? ContactAccess.NotInvited : known.HasSignedIn ? ContactAccess.SignedIn : ContactAccess.Invited,
            known?.InvitedAt);
    }
}
