using GetHelp.Core.Supplier.Accounts;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>Spec 03 §4.4: a status of success, and a first result that is not an error.</summary>
public sealed class AccountReplyTests
{
    [Theory]
    [InlineData(200, """{"result":[{"status":"inserted"}]}""", true)]
    [InlineData(201, """{"result":[{"status":"updated"},{"status":"error"}]}""", true)]
    [InlineData(200, """{"result":[{"status":"error","error_message":"No"}]}""", false)]
    [InlineData(200, """{"result":[{"status":"Error"}]}""", false)]
    [InlineData(500, """{"result":[{"status":"inserted"}]}""", false)]
    [InlineData(302, """{"result":[{"status":"inserted"}]}""", false)]
    [InlineData(200, """{"result":[]}""", false)]
    [InlineData(200, """{"result":[{}]}""", false)]
    [InlineData(200, """{"result":"inserted"}""", false)]
    [InlineData(200, """[]""", false)]
    [InlineData(200, "<html>", false)]
    [InlineData(200, "", false)]
    public void The_supplier_has_it_or_has_not(int status, string body, bool hasIt) => AccountReply.Of(status, body).HasIt.ShouldBe(hasIt);

    [Fact]
    public void What_it_said_is_kept_in_short() => AccountReply.Of(400, new string('x', 1000)).Said.Length.ShouldBeLessThan(320);
}
