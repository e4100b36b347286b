namespace Stomp.Server.Tests.Selectors;

/// <summary>JMS 2.0, 3.8.1.1: the examples of the specification.</summary>
public sealed class SpecificationExampleTests
{
    [Theory]
    [InlineData("JMSType = 'car' AND color = 'blue' AND weight > 2500", "type=car;color=blue;weight=2501", true)]
    [InlineData("JMSType = 'car' AND color = 'blue' AND weight > 2500", "type=car;color=blue;weight=2500", false)]
    [InlineData("JMSType = 'car' AND color = 'blue' AND weight > 2500", "type=car;color=blue", null)]
    [InlineData("age BETWEEN 15 AND 19", "age=15", true)]
    [InlineData("age BETWEEN 15 AND 19", "age=19", true)]
    [InlineData("age BETWEEN 15 AND 19", "age=20", false)]
    [InlineData("age BETWEEN 15 AND 19", "age=14", false)]
    [InlineData("age >= 15 AND age <= 19", "age=17", true)]
    [InlineData("age NOT BETWEEN 15 AND 19", "age=20", true)]
    [InlineData("age NOT BETWEEN 15 AND 19", "age=17", false)]
    [InlineData("age < 15 OR age > 19", "age=20", true)]
    [InlineData("Country IN (' UK', 'US', 'France')", "Country=US", true)]
    [InlineData("Country IN (' UK', 'US', 'France')", "Country=Peru", false)]
    [InlineData("Country IN (' UK', 'US', 'France')", "Country=UK", false)]
    [InlineData("(Country = ' UK') OR (Country = ' US') OR (Country = ' France')", "Country= US", true)]
    [InlineData("Country NOT IN (' UK', 'US', 'France')", "Country=Peru", true)]
    [InlineData("Country NOT IN (' UK', 'US', 'France')", "Country= UK", false)]
    [InlineData("Country NOT IN (' UK', 'US', 'France')", "", null)]
    [InlineData("phone LIKE '12%3'", "phone=123", true)]
    [InlineData("phone LIKE '12%3'", "phone=12993", true)]
    [InlineData("phone LIKE '12%3'", "phone=1234", false)]
    [InlineData("word LIKE 'l_se'", "word=lose", true)]
    [InlineData("word LIKE 'l_se'", "word=loose", false)]
    [InlineData(@"underscored LIKE '\_%' ESCAPE '\'", "underscored=_foo", true)]
    [InlineData(@"underscored LIKE '\_%' ESCAPE '\'", "underscored=bar", false)]
    [InlineData("phone NOT LIKE '12%3'", "phone=1234", true)]
    [InlineData("phone NOT LIKE '12%3'", "phone=12993", false)]
    [InlineData("phone NOT LIKE '12%3'", "", null)]
    [InlineData("prop_name IS NULL", "", true)]
    [InlineData("prop_name IS NULL", "prop_name=", false)]
    [InlineData("prop_name IS NOT NULL", "prop_name=x", true)]
    [InlineData("prop_name IS NOT NULL", "", false)]
    [InlineData("name = 'literal''s'", "name=literal's", true)]
    public void Is_worth(string expression, string headers, bool? expected) =>
        Assert.Equal(expected, SelectorRun.Truth(expression, SelectorRun.Message(headers)));
}
