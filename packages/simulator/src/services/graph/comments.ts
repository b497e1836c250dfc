import { textField, type BodyShape } from '../../tenant/body-reader.ts';

/** Body of `POST …/comments`, of incidents and alerts alike; its `@odata.type` is not looked at. */
export const commentShape: BodyShape = { comment: ['comment', textField] };
