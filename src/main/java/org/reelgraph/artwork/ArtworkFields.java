package org.reelgraph.artwork;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.pictures.PictureSize;
import org.reelgraph.artwork.pictures.StoredPicture;
import org.reelgraph.artwork.serving.PictureLinks;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.EpisodeCard;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.PersonCard;
import org.reelgraph.catalog.SeasonCard;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The pictures of media, seasons, episodes and people, and what is known of an image beyond what its source says. */
@Singleton
class ArtworkFields implements SchemaContributor {

    private static final String COVER = "COVER";

    private final CatalogLoaders catalog;
    private final PictureLinks links;
    private final Loader<Long, List<ArtworkRow>> artworkByOwner;

    /** Gives the images that sources name for an object. */
    private interface Named {
        CompletableFuture<List<Image>> of(DataFetchingEnvironment env);
    }

    ArtworkFields(CatalogLoaders catalog, ArtworkReader reader, PictureLinks links) {
        this.catalog = catalog;
        this.links = links;
        artworkByOwner = Loader.ofLists("ArtworkByOwner",
                owners -> Loader.grouped(reader.findByOwners(owners), row -> row.key().ownerId()));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(artworkByOwner));
        for (var kind : MediaKind.values()) {
            var fields = schema.type(kind.typeName(), MediaCard.class);
            add(fields, MediaCard::id, "poster", ImageKind.POSTER, ImageKind.THUMB);
            fields.field("backdrop", shown(named(MediaCard::id), MediaCard::id, ImageKind.BACKDROP));
        }
        add(schema.type("Season", SeasonCard.class), SeasonCard::id, "poster", ImageKind.POSTER, ImageKind.THUMB);
        add(schema.type("Episode", EpisodeCard.class), EpisodeCard::id, "still", ImageKind.STILL, ImageKind.THUMB);
        schema.type("Person", PersonCard.class)
                .field("photo", shown(ArtworkFields::ofPerson, PersonCard::id, ImageKind.THUMB, ImageKind.POSTER))
                .field("artwork", all(ArtworkFields::ofPerson, PersonCard::id));
        addImage(schema.type("Image", Image.class));
    }

    private <T> void add(SchemaAssembly.TypeFields fields, ToLongFunction<T> id, String name, ImageKind... kinds) {
        fields.field(name, shown(named(id), id, kinds)).field("artwork", all(named(id), id));
    }

    private <T> Named named(ToLongFunction<T> id) {
        return env -> catalog.imagesByOwner.load(env, id.applyAsLong(Required.<T>source(env)));
    }

    private static CompletableFuture<List<Image>> ofPerson(DataFetchingEnvironment env) {
        return CompletableFuture.completedFuture(switch (Required.<PersonCard>source(env)) {
            case Person whole -> whole.images();
            case PersonCard.Brief brief ->
                throw new IllegalStateException("The images of " + brief.id() + " were not read.");
        });
    }

    private <T> DataFetcher<CompletableFuture<@Nullable Image>> shown(Named named, ToLongFunction<T> id,
            ImageKind... kinds) {
        return env -> choice(env, named, id.applyAsLong(Required.<T>source(env)))
                .thenApply(choice -> choice.shown(Optional.ofNullable(env.getArgument("language")), kinds)
                        .orElse(null));
    }

    private <T> DataFetcher<CompletableFuture<List<Image>>> all(Named named, ToLongFunction<T> id) {
        return env -> choice(env, named, id.applyAsLong(Required.<T>source(env)))
                .thenApply(choice -> CatalogLoaders.ofKind(env, choice.images()));
    }

    private CompletableFuture<Choice> choice(DataFetchingEnvironment env, Named named, long ownerId) {
        return named.of(env).thenCombine(artworkByOwner.load(env, ownerId), Choice::of);
    }

    private void addImage(SchemaAssembly.TypeFields image) {
        image.property("id", (Image source) -> ImageId.of(ImageKey.of(source)).toString())
                .field("url",
                        env -> row(env).thenApply(row -> row.kept().map(picture -> url(env, picture)).orElse(null)))
                .field("width", ofPicture(StoredPicture::width)).field("height", ofPicture(StoredPicture::height))
                .field("thumbHash", ofPicture(StoredPicture::thumbHash))
                .field("dominantColor", ofPicture(StoredPicture::dominantColor))
                .field("language", env -> row(env).thenApply(ArtworkRow::language))
                .field("selected", env -> row(env).thenApply(row -> row.decision().isSelected()))
                .field("locked", env -> row(env).thenApply(row -> row.decision().isLocked()));
    }

    private CompletableFuture<ArtworkRow> row(DataFetchingEnvironment env) {
        var key = ImageKey.of(Required.<Image>source(env));
        return artworkByOwner.load(env, key.ownerId()).thenApply(rows -> rows.stream()
                .filter(row -> row.key().equals(key)).findFirst().orElseGet(() -> ArtworkRow.none(key)));
    }

    private DataFetcher<CompletableFuture<@Nullable Object>> ofPicture(
            Function<StoredPicture, ? extends @Nullable Object> value) {
        return env -> row(env).thenApply(row -> {
            var picture = row.picture();
            return picture == null ? null : value.apply(picture);
        });
    }

    private String url(DataFetchingEnvironment env, StoredPicture picture) {
        var size = PictureSize.atLeast(side(env, "width"), side(env, "height"), COVER.equals(env.getArgument("fit")));
        return links.of(picture.hash(),
                picture.isShownAsItIs(size) ? PictureSize.ORIGINAL : size);
    }

    private static int side(DataFetchingEnvironment env, String name) {
        Integer side = env.getArgument(name);
        if (side != null && side < 1) {
            throw RequestException.badInput("The argument '" + name + "' has to be at least 1, not " + side + ".");
        }
        return side == null ? 0 : side;
    }
}
