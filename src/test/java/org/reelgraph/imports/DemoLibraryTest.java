package org.reelgraph.imports;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.records.InputPath;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
class DemoLibraryTest {

    @TempDir
    Path folder;

    private int seriesAfterStart(boolean demo) {
        try (var context = ApplicationContext
                .run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.demo", demo))) {
            return context.getBean(MediaRepository.class).countByKind(MediaKind.SERIES);
        }
    }

    @Test
    void givenAnEmptyDatabase_whenTheDemoIsAskedFor_thenItIsThere_andOnlyOnce() {
        assertThat(seriesAfterStart(true)).isEqualTo(3);
        assertThat(seriesAfterStart(true)).isEqualTo(3);
    }

    @Test
    void givenNoWishForADemo_whenStarted_thenTheDatabaseIsEmpty() {
        assertThat(seriesAfterStart(false)).isZero();
    }

    @ParameterizedTest
    @EnumSource(MediaKind.class)
    void givenALibraryOfTheOwners_whenTheDemoIsAskedFor_thenItIsLeftAsItIs(MediaKind kind) {
        try (var context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString()))) {
            context.getBean(ImportService.class).importTrees(Actor.SYSTEM, kind,
                    java.util.List.of(Map.of("title", "The owner's")), InputPath.START, ImportOptions.of("plex"));
        }

        assertThat(seriesAfterStart(true)).isEqualTo(kind == MediaKind.SERIES ? 1 : 0);
    }
}
