using GetHelp.Core.Live;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Onboarding;

/// <summary>What the frame around a question knows of its page.</summary>
public interface IQuestionPage
{
    /// <summary>Whom it is about.</summary>
    string Caption { get; }

    IReadOnlyList<FieldError> Errors { get; }

    /// <summary>The question before, or where the journey was begun; null where there is no way back.</summary>
    string? BackUrl { get; }

    /// <summary>Where to go without answering: nothing is lost by that. Null where this question has to be answered first.</summary>
    string? LeaveUrl { get; }

    /// <summary>What can change under somebody's eyes.</summary>
    IReadOnlyList<Topic> Topics { get; }

    /// <summary>Somebody else answered this question while it was on the screen.</summary>
    OtherAnswer? Other { get; }

    /// <summary>Why this question is over; null while it can be answered.</summary>
    QuestionOver? Over { get; }

    Task ReadAgainAsync();

    Task ContinueAsync();

    Task KeepOtherAsync();

    Task KeepMineAsync();
}

/// <summary>Who answered the question meanwhile, and what they said, in words.</summary>
public sealed record OtherAnswer(string Who, string Words);

/// <summary>Why a question cannot be answered any more, and where to go instead.</summary>
public sealed record QuestionOver(string Why, string Url, string Go);
