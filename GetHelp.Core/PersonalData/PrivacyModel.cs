using System.Text;

namespace GetHelp.Core.PersonalData;

/// <summary>The part of docs/privacy-model.md that the tables in code say. A test compares the two.</summary>
public static class PrivacyModel
{
    public const string Begins = "<!-- From here to the end mark the tables in GetHelp.Core/PersonalData say it. -->";

    public const string Ends = "<!-- Here ends what the tables in code say. -->";

    public static string Write()
    {
        var text = new StringBuilder(Begins).AppendLine();
        foreach (var holding in PersonalDataMap.Holdings)
        {
            text.AppendLine().AppendLine($"### {holding.Name}").AppendLine()
                .AppendLine("| | |").AppendLine("| --- | --- |")
                .AppendLine($"| why | {holding.Why} |")
                .AppendLine($"| what allows it | {holding.Purpose} |")
                .AppendLine($"| how long | {holding.HowLong} |")
                .AppendLine($"| who sees it | {holding.WhoSees} |")
                .AppendLine($"| where | {string.Join(", ", holding.Columns.Select(column => $"`{column}`"))} |");
        }

        text.AppendLine().AppendLine("### What goes by its age").AppendLine().AppendLine("| what | how long | why |").AppendLine("| --- | --- | --- |");
        foreach (var rule in Retention.RetentionRules.All)
        {
            text.AppendLine($"| {rule.What} | {rule.InWords} | {rule.Why} |");
        }

        return text.AppendLine().Append(Ends).ToString();
    }
}
