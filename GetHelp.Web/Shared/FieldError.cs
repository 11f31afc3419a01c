namespace GetHelp.Web.Shared;

/// <summary>What a person is to put right, and in which field.</summary>
/// <param name="FieldId">The id of the field's input.</param>
/// <param name="Message">What to do, never what the person did wrong.</param>
public sealed record FieldError(string FieldId, string Message);

/// <summary>How a page asks its errors about one field.</summary>
public static class FieldErrors
{
    public static string? Of(this IEnumerable<FieldError> errors, string fieldId) =>
        errors.FirstOrDefault(error => error.FieldId == fieldId)?.Message;
}
