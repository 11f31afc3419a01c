using GetHelp.Core.Outbox;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.People.Nominations;
using GetHelp.Core.People.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.People;

public static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<Viewers>()
        .AddSingleton<ViewerOrganisations>()
        .AddSingleton<ExamplePeople>()
        .AddSingleton<PeopleReader>()
        .AddSingleton<WhoOrdersService>()
        .AddSingleton<PrivacyNoticeService>()
        .AddSingleton<PersonService>()
        .AddSingleton<InvitationService>()
        .AddSingleton<SupportPeople>()
        .AddSingleton<SupportPersonReader>()
        .AddSingleton<RemovalService>()
        .AddSingleton<NominationService>()
        .AddSingleton<IOutboxSender, MayOrderSender>()
        .AddSingleton<IOutboxSender, InvitationSender>();
}
