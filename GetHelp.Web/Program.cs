using GetHelp.Core;
using GetHelp.Web.Notifications;
using GetHelp.Web.Shell;
using GetHelp.Web.SignIn;

ShellServices.SpeakEnglish();
var builder = WebApplication.CreateBuilder(Settings.Options(args)).AddRepositorySettings();

builder.Services.AddGetHelpCore();
builder.Services.AddShell(builder.Configuration);
builder.Services.AddWebSignIn();
builder.Services.AddNotifications(builder.Configuration, builder.Environment);

var app = builder.Build();
app.UseShell();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapSignOut();
app.MapShell();
await app.RunAsync();
