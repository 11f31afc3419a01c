using GetHelp.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shell;

public sealed class SecretFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gethelp-secrets-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Each_file_of_the_folder_is_a_setting_and_wins_over_what_is_set_elsewhere()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "Supplier__Token"), "of-the-file\n");
        File.WriteAllText(Path.Combine(folder.FullName, "ConnectionStrings__GetHelp"), "Host=db.internal;Password=s3cret");

        var settings = Start("Production", $"--{SecretFiles.Folder}", folder.FullName, "--Supplier:Token", "of-the-command-line").Configuration;

        settings["Supplier:Token"].ShouldBe("of-the-file");
        settings.GetConnectionString("GetHelp").ShouldBe("Host=db.internal;Password=s3cret");
    }

    [Fact]
    public void A_secret_of_Development_is_refused_in_Production_in_a_file_too()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "Supplier__EventsToken"), "development-token-from-the-supplier");

        Should.Throw<InvalidOperationException>(() => Start("Production", $"--{SecretFiles.Folder}", folder.FullName).RefuseDevelopmentSettings()).Message.ShouldContain("Supplier:EventsToken");
    }

    [Fact]
    public void Without_the_folder_that_was_named_the_program_does_not_start() =>
        Should.Throw<DirectoryNotFoundException>(() => Start("Production", $"--{SecretFiles.Folder}", Path.Combine(folder.FullName, "elsewhere")));

    [Fact]
    public void No_folder_is_needed() => Should.NotThrow(() => Start("Production"));

    private static WebApplicationBuilder Start(string environment, params string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, Args = args }).AddSecretFiles();
}
