package org.reelgraph.catalog.ids;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IsbnTest {

    @ParameterizedTest
    @CsvSource({"978-3-16-148410-0, 9783161484100", "9783161484100, 9783161484100", "978 3 16 148410 0, 9783161484100",
            "979-10-90636-07-1, 9791090636071", "0-306-40615-2, 9780306406157", "0306406152, 9780306406157",
            "0-8044-2957-X, 9780804429573", "0-8044-2957-x, 9780804429573", "978–0–8044–2957–3, 9780804429573"})
    void givenAnyWayToWriteAnIsbn_whenRead_thenItHasThirteenDigits(String text, String digits) {
        assertThat(Isbn.of(text)).isEqualTo(new Isbn(digits));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"978-3-16-148410-1 | its check digit would be 0, not 1",
            "0-306-40615-3 | its check digit would be 2, not 3", "0-306-40615-X | its check digit would be 2, not X",
            "0-8044-2957-1 | its check digit would be X, not 1", "4006381333931 | begins with 978 or 979",
            "978316148410 | has 10 or 13 digits", "97831614841000 | has 10 or 13 digits",
            "978316148410X | has 10 or 13 digits", "X306406152 | has 10 or 13 digits",
            "٩٧٨٣١٦١٤٨٤١٠٠ | has 10 or 13 digits", "'' | has 10 or 13 digits", "Moby Dick | has 10 or 13 digits"})
    void givenWhatIsNoIsbn_whenRead_thenTheReasonIsSaid(String text, String reason) {
        assertThatThrownBy(() -> Isbn.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void givenAnIsbn_whenAnyOfItsDigitsIsAnother_thenItIsNone() {
        for (var isbn : List.of("9780306406157", "0306406152")) {
            for (var i = 3; i < isbn.length(); i++) {
                var other = (char) ('0' + (isbn.charAt(i) - '0' + 1) % 10);
                var wrong = isbn.substring(0, i) + other + isbn.substring(i + 1);
                assertThatThrownBy(() -> Isbn.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
