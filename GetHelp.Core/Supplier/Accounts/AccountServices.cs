using GetHelp.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Supplier.Accounts;

public static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<IBeforeCommit, AccountLedger>()
        .AddSingleton<AccountChanges>()
        .AddSingleton<AccountConfirmations>();
}
