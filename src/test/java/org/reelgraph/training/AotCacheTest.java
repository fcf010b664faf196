package org.reelgraph.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.commands.Ended;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a cache. DistributionIT has real ones. */
class AotCacheTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("reelgraph.aot");
    }

    @Test
    void givenAJar_whenItsCacheIsAskedFor_thenItIsBesideIt() {
        assertThat(AotCache.of(folder.resolve("reelgraph.jar"))).isEqualTo(file());
    }

    @Test
    void givenACacheThatIsUsed_whenTold_thenItIsNamed() {
        assertThat(new AotCache(Optional.of(file()), Optional.of(file()), true).inWords())
                .isEqualTo("The AOT cache " + file() + " is used");
    }

    @Test
    void givenACacheThatIsNamedAndNotThere_whenTold_thenItIsSaidSo() {
        assertThat(new AotCache(Optional.of(file()), Optional.of(file()), false).inWords())
                .isEqualTo("The AOT cache " + file() + " isn't used: there is no such file");
    }

    @Test
    void givenACacheThatTheJvmRefuses_whenTold_thenTheReasonsAreSaid() throws Exception {
        Files.createFile(file());

        assertThat(new AotCache(Optional.of(file()), Optional.of(file()), false).inWords())
                .contains("made for another jar, by another build of Java or with other options",
                        "train makes it anew");
    }

    @Test
    void givenACacheThatIsNotNamed_whenTold_thenTheOptionIsSaid() throws Exception {
        Files.createFile(file());

        assertThat(new AotCache(Optional.empty(), Optional.of(file()), false).inWords())
                .isEqualTo("The AOT cache isn't used: -XX:AOTCache=" + file() + " is missing");
    }

    @Test
    void givenNoCache_whenTold_thenTheCommandIsNamed() {
        assertThat(new AotCache(Optional.empty(), Optional.of(file()), false).inWords())
                .isEqualTo("No AOT cache is used: there is none, the command train makes one");
    }

    @Test
    void givenFoldersOfClasses_whenTrained_thenItSaysThatOnlyAJarCanBe() {
        var ended = Ended.of("train");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("doesn't run from a jar");
    }

    @Test
    void givenThisJvm_whenItsCacheIsAskedFor_thenThereIsNone() {
        assertThat(AotCache.ofThisJvm()).isEqualTo(new AotCache(Optional.empty(), Optional.empty(), false));
    }
}
