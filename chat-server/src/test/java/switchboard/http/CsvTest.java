package switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// docs/spec/reports.md, P14: tables for spreadsheets.
class CsvTest {
  @Test
  void p14_linesEndAsTheStandardSaysAndCellsAreQuotedWhereTheyMust() {
    Csv csv = new Csv(List.of("name", "count", "share"));
    csv.add(Arrays.asList("Ana", 3L, BigDecimal.valueOf(12_345_678_901L, 3)));
    csv.add(Arrays.asList("Smith, \"Bob\"", null, null));
    csv.add(Arrays.asList("two\nlines", -1, "Zoë 🙂"));
    assertThat(csv)
        .hasToString(
            "name,count,share\r\n"
                + "Ana,3,12345678.901\r\n"
                + "\"Smith, \"\"Bob\"\"\",,\r\n"
                + "\"two\nlines\",-1,Zoë 🙂\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(\"http://x\";\"y\")"})
  void p14_noTextIsAFormula(String text) {
    String line = new Csv(List.of("name")).add(List.of(text)).toString().split("\r\n", 2)[1];
    assertThat(line).matches("(?s)\"?'.*");
    assertThat(line.replace("\"\"", "\"")).contains("'" + text);
  }

  @Test
  void p14_aCarriageReturnIsNoFormulaEither() {
    assertThat(new Csv(List.of("name")).add(List.of("\r=1"))).hasToString("name\r\n\"'\r=1\"\r\n");
  }
}
