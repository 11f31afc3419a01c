namespace GetHelp.Web.Shared;

/// <summary>One answer of a <see cref="RadioField{TValue}"/>.</summary>
/// <param name="Hint">What choosing it means, where its label does not say.</param>
public sealed record RadioOption<TValue>(TValue Value, string Label, string? Hint = null);
