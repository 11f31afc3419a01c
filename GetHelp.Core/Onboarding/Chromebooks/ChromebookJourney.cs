using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Onboarding.Chromebooks;

/// <summary>What a school says about Chromebooks: its own people, those of its responsible body, and support go on this one together.</summary>
public sealed class ChromebookJourney(IGoogleWorkspace workspace) : JourneyDefinition<ChromebookAnswers, ChromebookQuestion, ChromebookCourse>
{
    public override JourneyKind Kind => JourneyKind.Chromebooks;

    public override async Task<ChromebookCourse?> FindCourseAsync(GetHelpDbContext db, Viewer viewer, JourneyPlace place, CancellationToken cancellationToken) =>
        place.Urn is { } urn && await ChromebookDetailsService.SchoolOfAsync(db, viewer, urn, cancellationToken) is { } school
            ? new()
            {
                Organisation = OrganisationId.School(school.Id),
                OrganisationName = school.Name,
                Urn = urn,
                ResponsibleBodyId = school.ResponsibleBodyId,
                ViewerIsOfBody = viewer.ResponsibleBodyIds.Contains(school.ResponsibleBodyId),
                ViewerIsSupport = viewer.IsSupport,
                Known = school.Chromebooks,
            }
            : null;

    public override async Task<Result<ChromebookAnswers>> PrepareAsync(ChromebookQuestion question, ChromebookAnswers typed, CancellationToken cancellationToken) => question switch
    {
        ChromebookQuestion.Domain => await CheckedAsync(typed, cancellationToken),
        ChromebookQuestion.RecoveryAddress => typed with { RecoveryAddress = typed.RecoveryAddress?.Trim().ToLowerInvariant() },
        _ => typed,
    };

    public override Task<Result<bool>> CompleteAsync(WriteTransaction write, ChromebookCourse course, ChromebookAnswers answers, CancellationToken cancellationToken) =>
        ChromebookDetailsService.SetAsync(write, course.Urn, answers.Details, answers.GoesOnWithout, cancellationToken);

    /// <summary>When it cannot be checked whether the domain is one of Google Workspace, the answer is taken all the same: it is checked later.</summary>
    private async Task<Result<ChromebookAnswers>> CheckedAsync(ChromebookAnswers typed, CancellationToken cancellationToken)
    {
        if (ChromebookRules.IsUnknown(typed.Domain))
        {
            return typed with { Domain = ChromebookRules.Unknown, Check = DomainCheck.NotChecked };
        }

        var answers = typed with { Domain = ChromebookRules.Clean(typed.Domain), GoesOnWithout = false, Check = DomainCheck.NotChecked };
        if (ChromebookRules.WhyNotDomain(answers.Binding).Count > 0)
        {
            return answers;
        }

        return await workspace.AskAsync(answers.Domain, cancellationToken) switch
        {
            WorkspaceAnswer.Yes => answers with { Check = DomainCheck.IsWorkspace },
            WorkspaceAnswer.No => new NotAWorkspaceDomain(answers.Domain),
            _ => answers,
        };
    }
}

/// <summary>Google does not know the domain as one of Workspace: Chromebooks cannot be enrolled there.</summary>
public sealed record NotAWorkspaceDomain(string Domain) : Refusal
{
    public override string Message =>
        $"Google does not know {Domain} as a Google Workspace domain. Check the spelling, or ask your technical contact which domain your school signs in to Google with.";
}
