using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.PersonalData;
using GetHelp.Core.SignIn;
using GetHelp.Core.Supplier;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GetHelp.Core;

public static class CoreServices
{
    /// <summary>Everything Core offers, a line a feature. The host adds the edges: <c>IOutboxSender</c>s and the options' values.</summary>
    public static IServiceCollection AddGetHelpCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddData()
            .AddLive()
            .AddHistory()
            .AddOutbox()
            .AddOrganisations()
            .AddAllocations()
            .AddAllocationQueries()
            .AddOrders()
            .AddDonatedDevices()
            .AddOnboarding()
            .AddPeople()
            .AddEmails()
            .AddSignIn()
            .AddPersonalData()
            .AddSupplier();
    }
}
