package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @Test
    void allServersIsTheWholeLab() {
        assertThat(Scope.ALL.isWholeLab()).isTrue();
        assertThat(Scope.ALL).hasToString("all servers");
    }

    @Test
    void aLimitNamesTheFirstServers() {
        Scope scope = new Scope(OptionalInt.of(10), Optional.empty());

        assertThat(scope.isWholeLab()).isFalse();
        assertThat(scope).hasToString("the first 10 servers");
    }

    @Test
    void aSiteNamesAllItsServers() {
        Scope scope = new Scope(OptionalInt.empty(), Optional.of("dc-north"));

        assertThat(scope.isWholeLab()).isFalse();
        assertThat(scope).hasToString("all servers of site [dc-north]");
    }

    @Test
    void limitAndSiteNameTheFirstServersOfTheSite() {
        assertThat(new Scope(OptionalInt.of(10), Optional.of("dc-north")))
                .hasToString("the first 10 servers of site [dc-north]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aLimitBelowOneIsRefused(int limit) {
        assertThatThrownBy(() -> new Scope(OptionalInt.of(limit), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit is " + limit + ", it must be 1 or greater");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankSiteIsRefused(String site) {
        assertThatThrownBy(() -> new Scope(OptionalInt.empty(), Optional.of(site)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("site is blank, it must be the slug of a site");
    }
}
