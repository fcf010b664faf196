package org.reelgraph.settings;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads stored settings. */
@SqlRepository
interface SettingRepository extends GenericRepository<StoredSetting, String> {

    /** {@return all of them} */
    @Query("SELECT * FROM settings")
    List<StoredSetting> findAll();
}
