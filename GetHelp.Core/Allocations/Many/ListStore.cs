using GetHelp.Core.Organisations.Register;
using GetHelp.Core.Uploads;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Allocations.Many;

/// <summary>The lists that support gave, and what became of their rows.</summary>
public sealed class ListStore(IOptions<RegisterImportOptions> options) : UploadStore<SchoolList, ListRow, ListTaken, ListOutcome>(options, "lists");
