using GetHelp.Core;
using GetHelp.Web.Allocations.Many;
using GetHelp.Web.Allocations.Queries;
using GetHelp.Web.Demonstration;
using GetHelp.Web.DonatedDevices;
using GetHelp.Web.Health;
using GetHelp.Web.Limits;
using GetHelp.Web.Live;
using GetHelp.Web.Notifications;
using GetHelp.Web.Onboarding;
using GetHelp.Web.Onboarding.Workspace;
using GetHelp.Web.Orders;
using GetHelp.Web.Organisations;
using GetHelp.Web.Outbox;
using GetHelp.Web.People;
using GetHelp.Web.PersonalData;
using GetHelp.Web.Shell;
using GetHelp.Web.SignIn;
using GetHelp.Web.SignIn.Looks;
using GetHelp.Web.StartUp;
using GetHelp.Web.Supplier;

ShellServices.SpeakEnglish();
var builder = WebApplication.CreateBuilder(Settings.Options(args)).AddRepositorySettings().AddSecretFiles().RefuseDevelopmentSettings().AddLogs();

builder.Services.AddGetHelpCore();
builder.Services.AddShell(builder.Configuration);
builder.Services.AddLimits();
builder.Services.AddHealth(builder.Configuration);
builder.Services.AddStartUp();
builder.Services.AddDemonstration(builder.Configuration);
builder.Services.AddOrganisationPages(builder.Configuration);
builder.Services.AddManyPages();
builder.Services.AddOrderPages();
builder.Services.AddDonatedDevicePages(builder.Configuration);
builder.Services.AddPeoplePages();
builder.Services.AddPersonalDataPages(builder.Configuration);
builder.Services.AddWebSignIn(builder.Configuration);
builder.Services.AddNotifications(builder.Configuration, builder.Environment);
builder.Services.AddHostedService<TopicListener>();
builder.Services.AddOutboxWorker();
builder.Services.AddEveningBefore();
builder.AddSupplier();
builder.AddOnboardingPages();

var app = builder.Build();
if (ConsoleCommands.AskedFor(args) is { } command)
{
    return await command.RunAsync(app.Services, args[1..], Console.Out);
}

app.UseShell();
app.UseAuthentication();
app.UseLimits();
app.UseAuthorization();
app.UseOnlyLooks();
app.UsePrivacyNoticeFirst();
app.UseAntiforgery();
app.MapSignIn();
app.MapOrderExports();
app.MapDonatedDevices();
app.MapSupplierExports();
app.MapSupplier();
app.MapSimulatedWorkspace();
app.MapOrganisations();
app.MapPersonalData();
app.MapAllocationQueries();
app.MapShell();
await app.RunAsync();
return Environment.ExitCode;
