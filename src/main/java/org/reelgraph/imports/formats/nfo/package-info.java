/** What files of Kodi's NFO format hold, and what the names of files and pictures beside them tell. */
@NullMarked
package org.reelgraph.imports.formats.nfo;

import org.jspecify.annotations.NullMarked;
