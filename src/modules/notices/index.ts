export { atomFeed } from './notices.feed.ts';
export { noticesMessages } from './messages/index.ts';
export { CATEGORIES, type Attachment, type Category, type Notice, type NoticeState } from './notices.model.ts';
export { permissions } from './notices.permissions.ts';
export { mayWrite, writableBy } from './notices.policy.ts';
export { deskNotice, deskNotices, listNotices, newestNotices, readNotice, type DeskLine, type DeskNotice, type NoticeLine } from './notices.queries.ts';
export { type DraftFields } from './notices.schemas.ts';
export { type Draft } from './notices.store.ts';
export { discardDraft, publishNotice, retireNotice, saveDraft, undoNotice } from './notices.usecases.ts';
