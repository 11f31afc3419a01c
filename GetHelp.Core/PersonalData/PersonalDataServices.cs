using GetHelp.Core.PersonalData.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.PersonalData;

public static class PersonalDataServices
{
    public static IServiceCollection AddPersonalData(this IServiceCollection services) => services
        .AddSingleton<Erasure>()
        .AddSingleton<SubjectExport>()
        .AddSingleton<RetentionService>()
        .AddSingleton<IRetention, SignInLinkRetention>()
        .AddSingleton<IRetention, SecondCodeRetention>()
        .AddSingleton<IRetention, SessionRetention>()
        .AddSingleton<IRetention, SignInCountRetention>()
        .AddSingleton<IRetention, SigningInRetention>()
        .AddSingleton<IRetention, LetterRetention>()
        .AddSingleton<IRetention, WorkbookRetention>()
        .AddSingleton<IRetention, MadeChangeRetention>()
        .AddSingleton<IRetention, ListRetention>()
        .AddSingleton<IRetention, RegisterFileRetention>()
        .AddSingleton<IRetention, EvidenceRetention>()
        .AddSingleton<IRetention, DraftRetention>()
        .AddSingleton<IRetention, JourneyRetention>()
        .AddSingleton<IRetention, RemovedPersonRetention>();
}
