using GetHelp.Core.Data;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.DonatedDevices;

/// <summary>The way to opting in: colleagues of a school, or of a responsible body, go on one together.</summary>
public sealed class DonatedDevicesJourney(DonatedDeviceService service, IOptions<DonatedDevicesOptions> options)
    : JourneyDefinition<DonatedDevicesAnswers, DonatedDevicesQuestion, DonatedDevicesCourse>
{
    public override JourneyKind Kind => JourneyKind.DonatedDevices;

    public override Task<DonatedDevicesCourse?> FindCourseAsync(GetHelpDbContext db, Viewer viewer, JourneyPlace place, CancellationToken cancellationToken) => place switch
    {
        { Urn: { } urn } => OfSchoolAsync(db, viewer, urn, cancellationToken),
        { ResponsibleBodyId: { } id } when viewer.ResponsibleBodyIds.Contains(id) => OfBodyAsync(db, id, cancellationToken),
        _ => Task.FromResult<DonatedDevicesCourse?>(null),
    };

    public override Task<Result<DonatedDevicesAnswers>> PrepareAsync(DonatedDevicesQuestion question, DonatedDevicesAnswers typed, CancellationToken cancellationToken) =>
        Task.FromResult<Result<DonatedDevicesAnswers>>(typed with
        {
            Schools = [.. typed.Schools.Distinct().Order()],
            DeviceTypes = [.. typed.DeviceTypes.Distinct().Order()],
        });

    public override async Task<Result<bool>> CompleteAsync(
        WriteTransaction write, DonatedDevicesCourse course, DonatedDevicesAnswers answers, CancellationToken cancellationToken)
    {
        var optedIn = course.School is { Urn: var urn }
            ? await service.OptInAsync(write, urn, answers.Wish, cancellationToken)
            : await service.OptInAsync(
                write,
                new OptInSchools
                {
                    ResponsibleBodyId = course.Organisation.ResponsibleBodyId!.Value,
                    Schools = answers.Which == SchoolChoice.Some ? answers.Schools : null,
                    Wish = answers.Wish,
                },
                cancellationToken);
        return optedIn.Refused ? Result<bool>.Refuse(optedIn.Refusals) : true;
    }

    private async Task<DonatedDevicesCourse?> OfSchoolAsync(GetHelpDbContext db, Viewer viewer, Urn urn, CancellationToken cancellationToken)
    {
        var mine = viewer.SchoolIds;
        var school = await DonatedDeviceService.Candidates(db.Schools.Where(s => s.Urn == urn && mine.Contains(s.Id)), db).SingleOrDefaultAsync(cancellationToken);
        return school is null ? null : new()
        {
            Organisation = OrganisationId.School(school.SchoolId),
            OrganisationName = school.Name,
            IsTaking = options.Value.IsOpen,
            School = school,
        };
    }

    private async Task<DonatedDevicesCourse?> OfBodyAsync(GetHelpDbContext db, int id, CancellationToken cancellationToken)
    {
        var name = await db.ResponsibleBodies.Where(b => b.Id == id).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken);
        var request = await db.DonatedDeviceRequests.AsNoTracking().SingleOrDefaultAsync(r => r.ResponsibleBodyId == id, cancellationToken);
        return name is null ? null : new()
        {
            Organisation = OrganisationId.ResponsibleBody(id),
            OrganisationName = name,
            IsTaking = options.Value.IsOpen,
            CanBeOptedIn = await DonatedDeviceService.CanBeOptedIn(db, id).Select(s => s.Urn).OrderBy(urn => urn).ToListAsync(cancellationToken),
            Asked = request?.Wish,
        };
    }
}
