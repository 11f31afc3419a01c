using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.Register;

/// <summary>Imports the register in three steps that a page and the command line share: take the files, read and compare them, and,
/// once a person has seen what would change, apply it.</summary>
public sealed class RegisterImportService(
    WriteTransactions transactions,
    IDbContextFactory<GetHelpDbContext> contexts,
    RegisterUploads uploads,
    RegisterImportProgress progress)
{
    /// <summary>Whether this viewer may import the register, and see what imports did.</summary>
    public static bool Allows(Viewer viewer) => viewer.IsThirdLine || viewer.Role == Role.Service;

    /// <summary>Takes the files. A file that cannot be used at all is refused here or in <see cref="PreviewAsync"/>, and nothing changed.</summary>
    /// <param name="trusts">Without it each academy stays with the trust that it has.</param>
    /// <returns>The import's number.</returns>
    public async Task<Result<int>> StartAsync(Viewer viewer, UploadedFile register, UploadedFile? trusts, CancellationToken cancellationToken = default)
    {
        var begun = await BeginAsync(viewer, register, trusts, cancellationToken);
        if (begun.Refused)
        {
            return begun;
        }

        if (await uploads.StoreAsync(begun.Value, register, trusts, cancellationToken) is { } refusal)
        {
            await FailAsync(viewer, begun.Value, refusal.Message, cancellationToken);
            return new FailedImport(begun.Value, refusal.Message);
        }

        return begun;
    }

    /// <summary>Reads the files of an import and says what applying it would change.</summary>
    public async Task<Result<RegisterReport>> PreviewAsync(Viewer viewer, int importId, CancellationToken cancellationToken = default)
    {
        var claimed = await MoveAsync(viewer, importId, from: RegisterImportState.Reading, to: RegisterImportState.Reading, cancellationToken);
        return claimed.Refused ? Result<RegisterReport>.Refuse(claimed.Refusals) : await RunAsync(viewer, importId, PreviewAsync, cancellationToken);

        async Task<Result<RegisterReport>> PreviewAsync(RegisterFile file, TrustLinks? links)
        {
            RegisterReport report;
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                report = RegisterReport.Of(file, links, RegisterComparison.Compare(await KnownRegister.LoadAsync(db, cancellationToken), file, links));
            }

            return await transactions.RunAsync<RegisterReport>(
                viewer,
                async write =>
                {
                    var import = await write.Db.RegisterImports.SingleAsync(i => i.Id == importId, cancellationToken);
                    import.Previewed(report.ToJson());
                    write.Tell(Topic.RegisterImport(importId), Topic.RegisterImports);
                    return report;
                },
                cancellationToken);
        }
    }

    /// <summary>Applies an import that was previewed: all of it or nothing. It is compared again with what is then known.</summary>
    public async Task<Result<RegisterReport>> ApplyAsync(Viewer viewer, int importId, CancellationToken cancellationToken = default)
    {
        var claimed = await MoveAsync(viewer, importId, from: RegisterImportState.Previewed, to: RegisterImportState.Applying, cancellationToken);
        return claimed.Refused ? Result<RegisterReport>.Refuse(claimed.Refusals) : await RunAsync(viewer, importId, ApplyAsync, cancellationToken);

        async Task<Result<RegisterReport>> ApplyAsync(RegisterFile file, TrustLinks? links)
        {
            var applied = await transactions.RunAsync<RegisterReport>(
                viewer,
                async write =>
                {
                    var known = await KnownRegister.LoadAsync(write.Db, cancellationToken);
                    var changes = RegisterComparison.Compare(known, file, links);
                    await new RegisterWriter(write).ApplyAsync(known, changes, SchoolStart.WithNothing, cancellationToken);
                    var report = RegisterReport.Of(file, links, changes);
                    var import = await write.Db.RegisterImports.SingleAsync(i => i.Id == importId, cancellationToken);
                    import.Applied(report.ToJson(), write.Now);
                    write.Record(HistoryKind.RegisterImported, detail: report.InShort());
                    write.Tell(Topic.RegisterImport(importId), Topic.RegisterImports);
                    return report;
                },
                cancellationToken);
            uploads.Delete(importId);
            return applied;
        }
    }

    /// <summary>Ends what a process that is gone left half done. To be called when the service starts.</summary>
    public async Task FailInterruptedAsync(CancellationToken cancellationToken = default)
    {
        List<int> interrupted;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            interrupted = await db.RegisterImports
                .Where(i => i.State == RegisterImportState.Reading || i.State == RegisterImportState.Applying)
                .Select(i => i.Id).ToListAsync(cancellationToken);
        }

        foreach (var id in interrupted)
        {
            await FailAsync(Viewer.Service, id, "The import was interrupted because the service stopped. Nothing was changed. Start it again.", cancellationToken);
        }
    }

    /// <summary>Imports that were read before this moment and have waited since for somebody to apply them.</summary>
    internal async Task<IReadOnlyList<int>> WaitingSinceAsync(DateTime before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.RegisterImports.Where(i => i.State == RegisterImportState.Previewed && i.StartedAt <= before).Select(i => i.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Nobody applied it in time: it ends, and its files go.</summary>
    internal Task LapseAsync(int importId, string why, CancellationToken cancellationToken) => FailAsync(Viewer.Service, importId, why, cancellationToken);

    private Task<Result<int>> BeginAsync(Viewer viewer, UploadedFile register, UploadedFile? trusts, CancellationToken cancellationToken) =>
        transactions.RunAsync<int>(
            viewer,
            async write =>
            {
                if (!Allows(viewer))
                {
                    return new NotAllowed("import the register");
                }

                var import = new RegisterImport
                {
                    StartedAt = write.Now,
                    StartedByUserId = viewer.UserId,
                    StartedBy = viewer.Name,
                    FileName = ShownName(register),
                    TrustsFileName = trusts is null ? null : ShownName(trusts),
                };
                write.Db.RegisterImports.Add(import);
                await write.Db.SaveChangesAsync(cancellationToken);
                write.Tell(Topic.RegisterImports);
                return import.Id;
            },
            cancellationToken);

    private static string ShownName(UploadedFile file)
    {
        var name = CleanText.Of(Path.GetFileName(file.FileName.Replace('\\', '/')));
        return name.Length > RegisterImport.FileNameMaxLength ? name[..RegisterImport.FileNameMaxLength] : name;
    }

    /// <summary>Takes the import for this step, so that no second press runs it again.</summary>
    private Task<Result<int>> MoveAsync(Viewer viewer, int importId, RegisterImportState from, RegisterImportState to, CancellationToken cancellationToken) =>
        transactions.RunAsync<int>(
            viewer,
            async write =>
            {
                if (!Allows(viewer))
                {
                    return new NotAllowed("import the register");
                }

                if (await write.Db.RegisterImports.FindAsync([importId], cancellationToken) is not { } import)
                {
                    return new NotFound();
                }

                // One statement, so that of two at once only one finds it where it was.
                var moved = await write.Db.RegisterImports.Where(i => i.Id == importId && i.State == from)
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, to), cancellationToken);
                write.Tell(Topic.RegisterImport(importId), Topic.RegisterImports);
                return moved == 1 ? importId : new NotReady(import.State);
            },
            cancellationToken);

    private async Task<Result<RegisterReport>> RunAsync(
        Viewer viewer, int importId, Func<RegisterFile, TrustLinks?, Task<Result<RegisterReport>>> step, CancellationToken cancellationToken)
    {
        try
        {
            var (file, links) = await ReadAsync(importId, cancellationToken);
            IReadOnlyList<Refusal> refusals = [.. file.Refusals, .. links?.Refusals ?? []];
            if (refusals.Count > 0)
            {
                await FailAsync(viewer, importId, string.Join(" ", refusals.Select(r => r.Message)), cancellationToken);
                return Result<RegisterReport>.Refuse(refusals);
            }

            return await step(file.Value, links?.Value);
        }
        catch (Exception exception)
        {
            var why = exception is OperationCanceledException ? "was stopped" : "went wrong";
            await FailAsync(viewer, importId, $"The import {why}. Nothing was changed. Start it again.", CancellationToken.None);
            throw;
        }
        finally
        {
            progress.End(importId);
        }
    }

    private async Task<(Result<RegisterFile> File, Result<TrustLinks>? Links)> ReadAsync(int importId, CancellationToken cancellationToken)
    {
        bool hasTrusts;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            hasTrusts = await db.RegisterImports.AnyAsync(i => i.Id == importId && i.TrustsFileName != null, cancellationToken);
        }

        await using var register = uploads.OpenRegister(importId);
        var file = RegisterReader.Read(register, progress.Begin(importId));
        if (!hasTrusts)
        {
            return (file, null);
        }

        await using var trusts = uploads.OpenTrusts(importId);
        return (file, TrustLinksReader.Read(trusts));
    }

    private async Task FailAsync(Viewer viewer, int importId, string problem, CancellationToken cancellationToken)
    {
        await transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                var import = await write.Db.RegisterImports.SingleAsync(i => i.Id == importId, cancellationToken);
                import.Failed(problem);
                write.Tell(Topic.RegisterImport(importId), Topic.RegisterImports);
                return true;
            },
            cancellationToken);
        uploads.Delete(importId);
    }
}

/// <summary>The files were refused; the import that keeps the reason has this number.</summary>
public sealed record FailedImport(int ImportId, string Why) : Refusal
{
    public override string Message => Why;
}

/// <summary>The import is not where this step begins.</summary>
public sealed record NotReady(RegisterImportState State) : Refusal
{
    public override string Message => State switch
    {
        RegisterImportState.Reading => "This import is still being read.",
        RegisterImportState.Applying => "This import is already being applied.",
        RegisterImportState.Applied => "This import has been applied.",
        RegisterImportState.Failed => "This import failed. Start a new one.",
        _ => "This import has been read and waits for you to apply it.",
    };
}
