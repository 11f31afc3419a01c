using GetHelp.Core.Allocations;
using GetHelp.Core.Supplier.Caps;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Caps;

/// <summary>Spec 03 §1.3, judged record by record (spec 08 B11).</summary>
public sealed class CapReplyTests
{
    private const string Why = "New cap must be greater than or equal to used quantity";
    private static readonly CapName Refused = new("81060874", DeviceCategory.LaptopsAndTablets);

    [Theory]
    [InlineData(200, "")]
    [InlineData(204, "")]
    [InlineData(200, "OK")]
    [InlineData(200, "<answer/>")]
    [InlineData(200, "\uFEFF<CapAdjustmentResponse><HeaderResult status='Success'/><FailedRecords/></CapAdjustmentResponse>")]
    [InlineData(202, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CapAdjustmentResponse><HeaderResult piMessageID='1' status='Success'/></CapAdjustmentResponse>")]
    public void Two_hundred_without_a_header_or_with_success_is_accepted(int status, string body)
    {
        var reply = CapReply.Of(status, body);

        (reply.Outcome, reply.OthersCount, reply.Refused.Count).ShouldBe((CapCallOutcome.Accepted, true, 0));
    }

    [Theory]
    [InlineData("Success")]
    [InlineData("Partially processed")]
    public void A_record_that_is_named_as_failed_is_refused_and_the_others_count_whatever_the_header(string status)
    {
        var reply = CapReply.Of(200, Answer(status));

        (reply.Outcome, reply.OthersCount).ShouldBe((CapCallOutcome.PartlyAccepted, true));
        reply.Refused.ShouldBe(new Dictionary<CapName, string> { [Refused] = Why });
    }

    [Fact]
    public void Failed_is_the_suppliers_word_for_having_processed_none()
    {
        var reply = CapReply.Of(200, Answer("Failed", error: "None of the records are processed"));

        (reply.Outcome, reply.OthersCount).ShouldBe((CapCallOutcome.Refused, false));
        reply.Refused.Keys.ShouldBe([Refused]);
        reply.Said.ShouldBe("200 Failed: None of the records are processed");
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("success")]
    [InlineData("Partially processed")]
    [InlineData("")]
    public void Any_other_header_that_names_nobody_counts_for_nobody(string status)
    {
        var reply = CapReply.Of(200, $"<r><HeaderResult status='{status}'/></r>");

        (reply.Outcome, reply.OthersCount, reply.Refused.Count).ShouldBe((CapCallOutcome.Refused, false, 0));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public void Any_other_status_refuses_the_message_whatever_its_header(int status)
    {
        var reply = CapReply.Of(status, Answer("Success"));

        (reply.Outcome, reply.OthersCount).ShouldBe((CapCallOutcome.Refused, false));
        reply.Refused.Keys.ShouldBe([Refused]);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void A_supplier_that_is_not_well_has_said_nothing(int status)
    {
        var reply = CapReply.Of(status, Answer("Failed"));

        (reply.Outcome, reply.OthersCount, reply.Refused.Count).ShouldBe((CapCallOutcome.NotReached, false, 0));
    }

    [Fact]
    public void A_record_without_a_reason_is_refused_all_the_same() =>
        CapReply.Of(200, "<r><FailedRecords><Record shipTo='1' capType='DfE_RemainThresholdQty|Coms_Device'/><Record/></FailedRecords></r>")
            .Refused.ShouldBe(new Dictionary<CapName, string> { [new("1", DeviceCategory.Routers)] = "The supplier gave no reason" });

    [Fact]
    public void An_answer_with_a_document_type_is_not_read() =>
        CapReply.Of(200, "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>").Said.ShouldStartWith("200: <!DOCTYPE");

    private static string Answer(string status, string error = "") =>
        $"""
         <CapAdjustmentResponse dateTime="2020-08-21T12:30:40Z" payloadID="1"><HeaderResult errorDetails="{error}" piMessageID="2" status="{status}"/>
         <FailedRecords><Record capAmount="9" capType="DfE_RemainThresholdQty|Std_Device" errorDetails="{Why}" shipTo="81060874" status="Failed"/></FailedRecords>
         </CapAdjustmentResponse>
         """;
}
