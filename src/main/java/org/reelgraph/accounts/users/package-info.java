/** User administration: the first admin, invitations, roles, and users from elsewhere. */
package org.reelgraph.accounts.users;
