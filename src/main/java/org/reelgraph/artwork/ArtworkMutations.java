package org.reelgraph.artwork;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.pictures.Pictures;
import org.reelgraph.artwork.pictures.RefusedPictureException;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.graphql.schema.UploadedFile;

/** The mutations by which people bring and choose pictures. */
@Singleton
class ArtworkMutations implements SchemaContributor {

    private static final String INPUT = "input";
    private static final String FILE = "file";
    private static final String IMAGE_ID = "imageId";

    /** The input of {@code uploadArtwork}. */
    @Introspected
    record UploadArtworkInput(String itemId, ImageKind kind, Optional<UploadedFile> file, Optional<String> language,
            boolean select) {
    }

    /** The input of {@code selectArtwork}. */
    @Introspected
    record SelectArtworkInput(String imageId, boolean selected) {
    }

    /** The input of {@code lockArtwork}. */
    @Introspected
    record LockArtworkInput(String imageId, boolean locked) {
    }

    /** The input of {@code removeArtwork}. */
    @Introspected
    record RemoveArtworkInput(String imageId) {
    }

    /** The image as it is now, or what is wrong. */
    public record ArtworkPayload(@Nullable Image image, List<UserError> userErrors) implements MutationPayload {
    }

    /** The id of the image that has no picture any more, or what is wrong. */
    public record RemoveArtworkPayload(@Nullable String removedId,
            List<UserError> userErrors) implements MutationPayload {
    }

    private final ChosenArtwork chosen;
    private final Pictures pictures;

    ArtworkMutations(ChosenArtwork chosen, Pictures pictures) {
        this.chosen = chosen;
        this.pictures = pictures;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("uploadArtwork", UploadArtworkInput.class, this::upload)
                .field("selectArtwork", SelectArtworkInput.class,
                        (input, env) -> payload(chosen.select(actor(env), input.imageId(), input.selected())))
                .field("lockArtwork", LockArtworkInput.class,
                        (input, env) -> payload(chosen.lock(actor(env), input.imageId(), input.locked())))
                .field("removeArtwork", RemoveArtworkInput.class, this::remove);
        schema.type("UploadArtworkPayload", ArtworkPayload.class);
        schema.type("SelectArtworkPayload", ArtworkPayload.class);
        schema.type("LockArtworkPayload", ArtworkPayload.class);
        schema.type("RemoveArtworkPayload", RemoveArtworkPayload.class);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env)).needing(Role.MODERATOR);
    }

    private ArtworkPayload upload(UploadArtworkInput input, DataFetchingEnvironment env) {
        var id = GlobalId.find(input.itemId()).filter(of -> chosen.owner(of).isPresent());
        if (id.isEmpty()) {
            return failed(notFound("itemId", "There is no media item, season, episode or person with this id."));
        }
        if (input.language().filter(tag -> !isLanguage(tag)).isPresent()) {
            return failed(UserError.of(UserErrorCode.INVALID).at(INPUT, "language")
                    .saying("A language is a BCP 47 tag such as de or pt-BR."));
        }
        return input.file().map(file -> upload(id.get(), input, file, actor(env)))
                .orElseGet(() -> failed(UserError.of(UserErrorCode.REQUIRED).at(INPUT, FILE)
                        .saying("The picture is missing; it has to come with the request.")));
    }

    private ArtworkPayload upload(GlobalId id, UploadArtworkInput input, UploadedFile file, Actor who) {
        try {
            var picture = pictures.keep(file.path());
            return chosen.upload(who, id, input.kind(), picture, input.language(), input.select())
                    .map(ArtworkMutations::done)
                    .orElseGet(() -> failed(notFound("itemId", "It was deleted a moment ago.")));
        } catch (RefusedPictureException e) {
            return failed(UserError.of(e.isTooLarge() ? UserErrorCode.OUT_OF_RANGE : UserErrorCode.INVALID)
                    .at(INPUT, FILE).saying("The file isn't taken: " + e.reason() + ". " + e.getMessage()));
        }
    }

    private static boolean isLanguage(String tag) {
        try {
            return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private RemoveArtworkPayload remove(RemoveArtworkInput input, DataFetchingEnvironment env) {
        return chosen.remove(actor(env), input.imageId())
                ? new RemoveArtworkPayload(input.imageId(), List.of())
                : new RemoveArtworkPayload(null,
                        List.of(notFound(IMAGE_ID, "There is no image with this id of which a picture is kept.")));
    }

    private static ArtworkPayload payload(Optional<ImageKey> image) {
        return image.map(ArtworkMutations::done)
                .orElseGet(() -> failed(notFound(IMAGE_ID, "There is no image with this id.")));
    }

    private static ArtworkPayload done(ImageKey key) {
        return new ArtworkPayload(key.image(1), List.of());
    }

    private static ArtworkPayload failed(UserError error) {
        return new ArtworkPayload(null, List.of(error));
    }

    private static UserError notFound(String field, String message) {
        return UserError.of(UserErrorCode.NOT_FOUND).at(INPUT, field).saying(message);
    }
}
