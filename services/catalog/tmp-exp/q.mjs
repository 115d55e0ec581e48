import mongoose from 'mongoose';
const c = await mongoose.createConnection('mongodb://127.0.0.1:28117/?replicaSet=secantus').asPromise();
const dbs=(await c.getClient().db('admin').admin().listDatabases()).databases.map(d=>d.name); console.log(dbs.join(' '));
for (const n of dbs) { if(!/catalog/.test(n)) continue; const db=c.getClient().db(n); const k=db.collection('searchKeys'); const s0=performance.now(); const cnt=await k.estimatedDocumentCount(); console.log(n,cnt,(performance.now()-s0).toFixed(0)); if(cnt<100000) continue;
const any=await k.findOne({}); console.log(any);
const f=(s)=>s? s.stage+(s.indexName?'('+s.indexName+')':'')+(s.inputStage?'>'+f(s.inputStage):''):'';
const w='zipe';
for (const [l,q] of [['range',()=>k.find({_id:{$gte:w,$lt:w+'\u{10FFFF}'}})],['range ffff',()=>k.find({_id:{$gte:w,$lt:w+'\uffff'}})],['range ~',()=>k.find({_id:{$gte:w,$lt:w+'~'}})],['sort limit',()=>k.find({_id:{$gte:w,$lt:w+'~'}}).sort({_id:1}).limit(1000)],['nul',()=>k.find({_id:{$gte:w+'\u0000',$lt:w+'~'}})]]) { const a=performance.now(); const r=await q().toArray(); console.log(l,r.length,(performance.now()-a).toFixed(1)); console.log(f((await q().explain()).queryPlanner?.winningPlan)); }
}
await c.close();
