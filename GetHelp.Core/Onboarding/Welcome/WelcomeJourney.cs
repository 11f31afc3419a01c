using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Onboarding.Welcome;

/// <summary>How somebody finds their way in at a school: each person once for each school that they belong to. What it asks about Chromebooks is the
/// Chromebook journey's, and comes of it there.</summary>
public sealed class WelcomeJourney(JourneyDefinition<ChromebookAnswers, ChromebookQuestion, ChromebookCourse> chromebooks)
    : JourneyDefinition<WelcomeAnswers, WelcomeQuestion, WelcomeCourse>
{
    public override JourneyKind Kind => JourneyKind.Welcome;

    public override bool IsPersonal => true;

    public override async Task<WelcomeCourse?> FindCourseAsync(GetHelpDbContext db, Viewer viewer, JourneyPlace place, CancellationToken cancellationToken)
    {
        if (place.Urn is not { } urn
            || await db.Memberships.Where(m => m.UserId == viewer.UserId && m.School!.Urn == urn).Select(m => new { m.WelcomedAt }).SingleOrDefaultAsync(cancellationToken) is not { } membership
            || await SchoolOrderingReader.ReadAsync(db, viewer, urn, cancellationToken) is not { } school)
        {
            return null;
        }

        return new()
        {
            Organisation = OrganisationId.School(school.SchoolId),
            OrganisationName = school.School,
            School = school,
            Chromebooks = school is { IsCentrallyManaged: false, Chromebooks.Answer: null } ? await chromebooks.FindCourseAsync(db, viewer, place, cancellationToken) : null,
            IsWelcomed = membership.WelcomedAt is not null,
        };
    }

    public override async Task<Result<WelcomeAnswers>> PrepareAsync(WelcomeQuestion question, WelcomeAnswers typed, CancellationToken cancellationToken)
    {
        if (question == WelcomeQuestion.Person)
        {
            return typed with { Person = typed.Person.Tidy() };
        }

        if (WelcomeCourse.AboutChromebooks(question) is not { } about)
        {
            return typed;
        }

        var prepared = await chromebooks.PrepareAsync(about, typed.Chromebooks, cancellationToken);
        return prepared.Refused ? Result<WelcomeAnswers>.Refuse(prepared.Refusals) : typed with { Chromebooks = prepared.Value };
    }

    /// <summary>Whoever cannot be invited is said at the question, not at the end.</summary>
    public override Task<IReadOnlyList<Refusal>> WhyNotAsync(
        WriteTransaction write, WelcomeCourse course, WelcomeQuestion question, WelcomeAnswers answers, CancellationToken cancellationToken) =>
        question == WelcomeQuestion.Person
            ? Inviting.WhyNotInviteAsync(write.Db, write.Viewer, course.Organisation, answers.Person, cancellationToken)
            : base.WhyNotAsync(write, course, question, answers, cancellationToken);

    /// <summary>Invites whom they named, keeps what they said of Chromebooks, and lets them in; all or nothing.</summary>
    public override async Task<Result<bool>> CompleteAsync(WriteTransaction write, WelcomeCourse course, WelcomeAnswers answers, CancellationToken cancellationToken)
    {
        var asked = course.Questions(answers);
        if (asked.Contains(WelcomeQuestion.Person) && await InviteAsync(write, course, answers, cancellationToken) is { Refused: true } notInvited)
        {
            return notInvited;
        }

        if (asked.Contains(WelcomeQuestion.Chromebooks)
            && await chromebooks.CompleteAsync(write, course.Chromebooks!, answers.Chromebooks, cancellationToken) is { Refused: true } notSaid)
        {
            return notSaid;
        }

        return await WelcomeAsync(write, course.School.SchoolId, cancellationToken);
    }

    /// <summary>Nobody is invited as another than they were named: if the last place was taken this very moment, it is asked again.</summary>
    private static async Task<Result<bool>> InviteAsync(WriteTransaction write, WelcomeCourse course, WelcomeAnswers answers, CancellationToken cancellationToken)
    {
        var invited = await write.InviteAsync(
            course.Organisation,
            new() { Person = answers.Person, OrdersOn = answers.PersonOrders == YesOrNo.Yes ? [Account.Education] : [] },
            cancellationToken);
        return invited.Refused ? Result<bool>.Refuse(invited.Refusals)
            : invited.Value.NotOrdering.Count > 0 ? Result<bool>.Refuse(invited.Value.NotOrdering)
            : true;
    }

    private static async Task<Result<bool>> WelcomeAsync(WriteTransaction write, int schoolId, CancellationToken cancellationToken)
    {
        var userId = write.Viewer.UserId!.Value;
        if (await write.Db.Memberships.SingleOrDefaultAsync(m => m.UserId == userId && m.SchoolId == schoolId, cancellationToken) is not { } membership)
        {
            return new NotFound();
        }

        membership.WelcomedAt = write.Now;
        write.Record(HistoryKind.PersonWelcomed, new() { SchoolId = schoolId });
        write.Tell(Topic.Person(userId));
        return true;
    }
}

internal static class WelcomeJourneys
{
    /// <summary>Who leaves a school leaves nothing of its welcome behind: who joins it again begins again.</summary>
    public static Task ForgetWelcomeAsync(this IQueryable<Journey> journeys, OrganisationId organisation, int userId, CancellationToken cancellationToken) =>
        journeys.Where(j => j.Kind == JourneyKind.Welcome && j.OwnerId == userId && j.SchoolId != null && j.SchoolId == organisation.SchoolId).ExecuteDeleteAsync(cancellationToken);
}
