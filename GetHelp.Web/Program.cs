using GetHelp.Core;
using GetHelp.Web.Shell;

ShellServices.SpeakEnglish();
var builder = WebApplication.CreateBuilder(Settings.Options(args)).AddRepositorySettings();

builder.Services.AddGetHelpCore();
builder.Services.AddShell(builder.Configuration);
builder.Services.AddAuthentication();
builder.Services.AddAuthorization();

var app = builder.Build();
app.UseShell();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapShell();
await app.RunAsync();
