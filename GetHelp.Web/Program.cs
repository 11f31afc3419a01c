using GetHelp.Core;
using GetHelp.Web.Outbox;
using GetHelp.Web.Shell;
using GetHelp.Web.Supplier;

ShellServices.SpeakEnglish();
var builder = WebApplication.CreateBuilder(Settings.Options(args)).AddRepositorySettings();

builder.Services.AddGetHelpCore();
builder.Services.AddShell(builder.Configuration);
builder.Services.AddOutboxWorker();
builder.AddSupplier();
builder.Services.AddAuthentication();
builder.Services.AddAuthorization();

var app = builder.Build();
app.UseShell();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapShell();
app.MapSupplier();
await app.RunAsync();
